package org.charactermirror.chat.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.charactermirror.chat.ModelUnavailableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GlmTokenizerTest {

    @TempDir
    private Path folder;

    @Test
    void the_published_tokenizer_gives_the_published_ids_and_texts() throws IOException {
        Path reference = Path.of(System.getProperty("charmirror.reference", "")).resolve("tokenizer");
        if (!Files.isDirectory(reference)) {
            System.err.println("SKIPPED: the published tokenizer is not compared, since " + reference
                    + " does not exist; set -Dcharmirror.reference to a folder that holds tokenizer/");
        }
        assumeThat(reference).isDirectory();
        JsonNode expected =
                JsonMapper.builder().build().readTree(Files.readAllBytes(reference.resolve("expected.json")));
        try (GlmTokenizer tokenizer = GlmTokenizer.open(reference)) {
            assertThat(tokenizer.size()).isEqualTo(64_789 + 5);
            assertThat(tokenizer.special("[gMASK]")).isEqualTo(64_790);
            assertThat(tokenizer.special("sop")).isEqualTo(64_792);
            assertThat(tokenizer.endOfSequence()).isEqualTo(2);
            tokenizer.checkFits(new ModelConfiguration(28, 4096, 13696, 32, 128, 2, 65024, 32768, 1e-5));
            assertThat(expected).isNotEmpty();
            for (JsonNode entry : expected) {
                int[] ids = IntStream.range(0, entry.path("ids").size())
                        .map(index -> entry.path("ids").get(index).asInt())
                        .toArray();
                assertThat(tokenizer.encode(entry.path("text").asText())).isEqualTo(ids);
                assertThat(tokenizer.decode(ids))
                        .isEqualTo(entry.path("decoded").asText());
            }
        }
    }

    @Test
    void any_text_survives_encoding_and_decoding() throws IOException {
        try (GlmTokenizer tokenizer = tokenizer("你", "好", " ")) {
            for (String text : List.of("你好", " 你  好 ", "𠮷野家😊", "a\nb\tc\r\n", "\u0000x", "é̀ Ａ", "▁")) {
                assertThat(tokenizer.decode(tokenizer.encode(text))).as(text).isEqualTo(text.replace("▁", " "));
            }
            assertThat(tokenizer.encode("")).isEmpty();
            assertThat(tokenizer.decode(tokenizer.encode("你\ud842好"))).isEqualTo("你\ufffd好");
        }
    }

    @Test
    void only_text_and_the_end_of_a_reply_may_be_said() throws IOException {
        try (GlmTokenizer tokenizer = tokenizer("你")) {
            assertThat(IntStream.range(-1, 300)
                            .filter(id -> !tokenizer.mayBeSaid(id))
                            .filter(id -> id < 266))
                    .containsExactly(-1, 0, 1, 260, 261, 262, 263, 264, 265);
        }
    }

    @Test
    void ids_without_text_decode_to_nothing_and_never_reach_native_code() throws IOException {
        try (GlmTokenizer tokenizer = tokenizer("你")) {
            assertThat(tokenizer.decode(new int[] {1, 259, 2, 261, 1_000_000})).isEqualTo("你");
        }
    }

    @Test
    void a_tokenizer_of_another_model_is_refused() throws IOException {
        try (GlmTokenizer tokenizer = tokenizer("你")) {
            assertThatThrownBy(() -> tokenizer.checkFits(ModelConfiguration.read(TinyCheckpoint.FOLDER)))
                    .isInstanceOf(ModelUnavailableException.class)
                    .hasMessage(folder.resolve("tokenizer.model")
                            + ": does not fit the model: 260 pieces and 5 special tokens make 265 ids, but"
                            + " padded_vocab_size in config.json is 256; take tokenizer.model and config.json from the"
                            + " same model");
        }
    }

    @Test
    void files_that_are_not_sentencepiece_models_are_refused() throws IOException {
        Path file = folder.resolve("tokenizer.model");
        assertThatThrownBy(() -> GlmTokenizer.open(folder))
                .isInstanceOf(ModelUnavailableException.class)
                .hasMessage(file + ": missing; a tokenizer is SentencePiece's tokenizer.model");
        Files.writeString(file, "version https://git-lfs.github.com/spec/v1\noid sha256:0\n");
        assertThatThrownBy(() -> GlmTokenizer.open(folder)).isInstanceOf(ModelUnavailableException.class);
        byte[] model = SentencePieceWriter.characterModel(List.of("你"));
        Files.write(file, Arrays.copyOf(model, model.length - 3));
        assertThatThrownBy(() -> GlmTokenizer.open(folder))
                .isInstanceOf(ModelUnavailableException.class)
                .hasMessage(file + ": ends within a field; it is truncated, or not a SentencePiece model");
        byte[] twice = new String(model, StandardCharsets.ISO_8859_1)
                .replace("<0x22>", "<0x21>")
                .getBytes(StandardCharsets.ISO_8859_1);
        Files.write(file, twice);
        assertThatThrownBy(() -> GlmTokenizer.open(folder))
                .isInstanceOf(ModelUnavailableException.class)
                .hasMessageStartingWith(file + ": the SentencePiece library refuses it: ")
                .hasMessageContaining("<0x21> is already defined");
        Files.write(file, new byte[0]);
        assertThatThrownBy(() -> GlmTokenizer.open(folder))
                .hasMessage(file + ": holds no pieces; it is not a SentencePiece model");
    }

    private GlmTokenizer tokenizer(String... characters) throws IOException {
        Files.write(folder.resolve("tokenizer.model"), SentencePieceWriter.characterModel(List.of(characters)));
        return GlmTokenizer.open(folder);
    }
}
