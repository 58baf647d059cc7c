package org.charactermirror.chat.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.sentencepiece.SpTokenizer;
import java.util.List;
import org.junit.jupiter.api.Test;

class SentencePieceWriterTest {

    @Test
    void the_native_library_reads_the_model() {
        byte[] model = SentencePieceWriter.characterModel(List.of("你", "好", " ", "𠮷"));
        try (SpTokenizer tokenizer = new SpTokenizer(model)) {
            assertThat(tokenizer.getProcessor().encode("你 好𠮷")).containsExactly(259, 261, 260, 262);
            assertThat(tokenizer.getProcessor().getToken(2)).isEqualTo("</s>");
            assertThat(tokenizer.getProcessor().getToken(3 + 0x0a)).isEqualTo("<0x0A>");
        }
    }

    @Test
    void text_without_pieces_becomes_bytes_and_nothing_is_normalised() {
        byte[] model = SentencePieceWriter.characterModel(List.of("a"));
        try (SpTokenizer tokenizer = new SpTokenizer(model)) {
            // U+FF21 is EF BC A1 in UTF-8.
            assertThat(tokenizer.getProcessor().encode("aＡ\na"))
                    .containsExactly(259, 3 + 0xef, 3 + 0xbc, 3 + 0xa1, 3 + 0x0a, 259);
        }
    }

    @Test
    void pieces_must_be_single_and_distinct() {
        assertThatThrownBy(() -> SentencePieceWriter.characterModel(List.of("你好")))
                .hasMessage("'你好' is not one character");
        assertThatThrownBy(() -> SentencePieceWriter.characterModel(List.of("你", "你")))
                .hasMessage("'你' is there twice");
        assertThatThrownBy(() -> SentencePieceWriter.characterModel(List.of("\ud842")))
                .hasMessageEndingWith("is not one character");
    }
}
