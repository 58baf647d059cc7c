package org.charactermirror.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.charactermirror.judge.Evidence.Found;
import org.junit.jupiter.api.Test;

class EvidenceTest {

    private static final List<String> SAID = List.of("请坐，先饮一杯。", "I have never seen the sea; only rivers.");

    @Test
    void width_case_spaces_and_punctuation_do_not_matter() {
        assertThat(found("先饮一杯！")).isEqualTo(Found.YES);
        assertThat(found("「请坐 ，先饮」")).isEqualTo(Found.YES);
        assertThat(found("ＮＥＶＥＲ seen the sea")).isEqualTo(Found.YES);
    }

    @Test
    void another_word_matters() {
        assertThat(found("先饮三杯")).isEqualTo(Found.NO);
        assertThat(found("I have seen the sea")).isEqualTo(Found.NO);
    }

    @Test
    void an_ellipsis_leaves_out_words_of_one_message_in_their_order() {
        assertThat(found("请坐……一杯")).isEqualTo(Found.YES);
        assertThat(found("never... rivers")).isEqualTo(Found.YES);
        assertThat(found("一杯……请坐")).isEqualTo(Found.NO);
        assertThat(found("请坐……rivers")).isEqualTo(Found.NO);
    }

    @Test
    void signs_alone_quote_nothing() {
        assertThat(found("")).isEqualTo(Found.NOTHING);
        assertThat(found("……")).isEqualTo(Found.NOTHING);
        assertThat(found("“”")).isEqualTo(Found.NOTHING);
    }

    private static Found found(String quotation) {
        return Evidence.of(quotation, SAID).found();
    }
}
