package org.charactermirror.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class DiversityMetricsTest {

    private static final Offset<Double> EXACT = within(1e-12);
    private static final Metric SELF_BLEU = new DiversityMetrics.SelfBleu();

    private static double distinct(int n, Conversation conversation) {
        return Dialogues.number(new DiversityMetrics.Distinct(n), conversation);
    }

    /** the cat saw the dog | the dog ran: 8 words, 5 different; 6 pairs, "the dog" twice; 4 runs of 3, all different. */
    @Test
    void distinct_n_in_english_counts_all_replies_so_far_without_crossing_from_one_to_the_next() {
        Conversation dialogue = Dialogues.english("The cat saw the dog.", "The dog ran.");
        assertThat(distinct(1, dialogue)).isEqualTo(5.0 / 8);
        assertThat(distinct(2, dialogue)).isEqualTo(5.0 / 6);
        assertThat(distinct(3, dialogue)).isEqualTo(1);
        assertThat(Dialogues.scores(new DiversityMetrics.Distinct(1), dialogue).get(0))
                .isEqualTo(Score.of(4.0 / 5));
    }

    /** 我们 喜欢 月亮 | 我们 喜欢 太阳: 6 words, 4 different; 4 pairs, 我们喜欢 twice; 2 runs of 3, both different. */
    @Test
    void distinct_n_in_chinese_counts_words() {
        Conversation dialogue = Dialogues.chinese("我们喜欢月亮。", "我们喜欢太阳。");
        assertThat(distinct(1, dialogue)).isEqualTo(4.0 / 6);
        assertThat(distinct(2, dialogue)).isEqualTo(3.0 / 4);
        assertThat(distinct(3, dialogue)).isEqualTo(1);
    }

    @Test
    void distinct_n_has_no_value_without_runs_of_n_words_nor_where_two_models_share_a_dialogue() {
        assertThat(Dialogues.scores(new DiversityMetrics.Distinct(2), Dialogues.english("…", "Yes.", "")))
                .containsExactly(
                        Score.undefined(Reason.NO_WORDS),
                        Score.undefined(Reason.TOO_FEW_WORDS),
                        Score.undefined(Reason.TOO_FEW_WORDS));
        Conversation pair = Dialogues.with(
                "en", "", Optional.empty(), List.of("a", "b"), List.of(Dialogues.round(1, "?", 0, "I am", "You are")));
        assertThat(Dialogues.scores(new DiversityMetrics.Distinct(1), pair))
                .containsOnly(Score.undefined(Reason.SHARED_DIALOGUE));
    }

    /**
     * "the cat sat on a mat" against "the cat sat on the mat": 5 of 6 words, 3 of 5 pairs, 2 of 4 runs of three, 1 of 3 of four;
     * equally long. (5/6 · 3/5 · 1/2 · 1/3)^(1/4) = (1/12)^(1/4).
     */
    @Test
    void self_bleu_in_english() {
        assertThat(Dialogues.number(SELF_BLEU, Dialogues.english("The cat sat on the mat.", "The cat sat on a mat.")))
                .isEqualTo(Math.pow(1.0 / 12, 0.25), EXACT);
    }

    /** 我们 喜欢 月亮 against 我们 喜欢 太阳: 2 of 3, 1 of 2, 0 of 1 taken as 0.1. (2/3 · 1/2 · 1/10)^(1/3) = (1/30)^(1/3). */
    @Test
    void self_bleu_in_chinese_of_a_reply_of_three_words_has_runs_of_up_to_three() {
        assertThat(Dialogues.number(SELF_BLEU, Dialogues.chinese("我们喜欢太阳。", "我们喜欢月亮。")))
                .isEqualTo(Math.cbrt(1.0 / 30), EXACT);
    }

    /** All of "the cat" was said, but in four words: exp(1 - 4/2). */
    @Test
    void a_reply_shorter_than_what_was_said_is_penalised() {
        assertThat(Dialogues.number(SELF_BLEU, Dialogues.english("The cat sat down.", "The cat.")))
                .isEqualTo(Math.exp(-1), EXACT);
    }

    /** Of references of two and of four words the shorter is taken for a reply of three: no penalty. 3/3, 2/2, 1/1. */
    @Test
    void of_two_references_as_near_in_length_the_shorter_counts() {
        assertThat(Dialogues.number(SELF_BLEU, Dialogues.english("The cat sat down.", "Go on.", "The cat sat.")))
                .isEqualTo(1, EXACT);
    }

    /** "the" stands once in the earlier reply, so it counts once of three; no pair, no run of three: 1/3, 0.1/2, 0.1/1. */
    @Test
    void a_word_counts_at_most_as_often_as_in_one_earlier_reply() {
        assertThat(Dialogues.number(SELF_BLEU, Dialogues.english("The cat.", "The the the.")))
                .isEqualTo(Math.cbrt(1.0 / 3 * 0.05 * 0.1), EXACT);
    }

    @Test
    void self_bleu_is_zero_without_a_common_word_and_has_no_value_without_anything_said_before() {
        assertThat(Dialogues.scores(SELF_BLEU, Dialogues.english("The cat.", "A dog!", "…", "")))
                .containsExactly(
                        Score.undefined(Reason.NO_EARLIER_REPLY),
                        Score.of(0.0),
                        Score.undefined(Reason.NO_WORDS),
                        Score.undefined(Reason.EMPTY_REPLY));
    }
}
