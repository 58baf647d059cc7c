package org.charactermirror.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.charactermirror.chat.glm.EmbeddedModels;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SentenceModelTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // injected by JUnit
    private static Path cache;

    @SuppressWarnings("NullAway.Init") // before all tests
    private static SentenceModel model;

    @BeforeAll
    static void open() {
        // The library stays loaded from where it was unpacked first: not in a folder that goes.
        model = SentenceModel.open(EmbeddedModels.cacheFolder());
    }

    @AfterAll
    static void close() {
        model.close();
    }

    /** The numbers are those of LangChain4j 1.11.0 with the same model: its own tokenizer and its own arithmetic around it. */
    @Test
    void vectors_are_those_of_another_program_with_the_same_model() {
        assertStart("今夜月色真好，我们走走吧。", 0.008248, 0.036682);
        assertStart("本王老家在下相，那里有一条河。", 0.010687, 0.074417);
        assertStart("I like the moon, WiFi很好用 naïve 2024年……", 0.018685, 0.074852);
    }

    private static void assertStart(String text, double first, double second) {
        float[] vector = model.encode(text);
        assertThat(vector).hasSize(512);
        // Processors with other products of 8-bit integers differ in the third digit.
        assertThat((double) vector[0]).isEqualTo(first, within(2e-3));
        assertThat((double) vector[1]).isEqualTo(second, within(2e-3));
        assertThat(SentenceEncoder.cosine(vector, vector)).isEqualTo(1, within(1e-6));
    }

    @Test
    void a_text_of_like_meaning_is_nearer_than_another() {
        float[] walk = model.encode("今夜月色真好，我们走走吧。");
        assertThat(SentenceEncoder.cosine(walk, model.encode("月亮很美，出去散散步好吗？")))
                .isGreaterThan(SentenceEncoder.cosine(walk, model.encode("本王老家在下相，那里有一条河。")) + 0.1);
    }

    @Test
    void a_text_has_the_same_vector_whatever_was_asked_before() {
        float[] before = model.encode("来喝酒。").clone();
        model.encode("长".repeat(2000));
        try (SentenceModel other = SentenceModel.open(cache)) {
            assertThat(other.encode("来喝酒。")).isEqualTo(before);
        }
    }

    /** The ids are those of Hugging Face's tokenizers 0.20 with the same file. */
    @Test
    void word_pieces_are_those_of_the_published_tokenizer() throws IOException {
        WordPieces pieces = pieces();
        assertThat(pieces.ids("今夜月色真好，我们走走吧。", 512))
                .containsExactly(101, 791, 1915, 3299, 5682, 4696, 1962, 8024, 2769, 812, 6624, 6624, 1416, 511, 102);
        assertThat(pieces.ids("I like WiFi很好用 unbelievable 2024年……", 512))
                .containsExactly(
                        101, 100, 8993, 100, 2523, 1962, 4500, 163, 8171, 12157, 8402, 8786, 8862, 9707, 8159, 2399,
                        100, 100, 102);
        assertThat(pieces.ids("カタカナ 𠮷野家 — “你好”～ naïve", 512))
                .containsExactly(
                        101, 598, 11011, 9770, 10714, 100, 7029, 2157, 100, 100, 872, 1962, 100, 8080, 100, 102);
        assertThat(pieces.ids("Hello_world 你\u200b好\t\n吗 😀", 512))
                .containsExactly(101, 100, 142, 8572, 872, 1962, 1408, 100, 102);
    }

    @Test
    void a_text_that_is_too_long_ends_like_any_other() throws IOException {
        assertThat(pieces().ids("好好好好好好", 4)).containsExactly(101, 1962, 1962, 102);
    }

    private static WordPieces pieces() throws IOException {
        try (InputStream in = SentenceModel.class.getResourceAsStream("/bge-small-zh-v1.5-q-tokenizer.json")) {
            return WordPieces.read(Objects.requireNonNull(in).readAllBytes());
        }
    }

    @Test
    void a_tokenizer_of_another_kind_is_refused() {
        assertThatThrownBy(() -> WordPieces.read("{\"model\": {\"type\": \"BPE\"}}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IOException.class)
                .hasMessage("a tokenizer of type \"BPE\", not WordPiece");
    }
}
