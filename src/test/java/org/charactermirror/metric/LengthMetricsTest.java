package org.charactermirror.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LengthMetricsTest {

    @Test
    void characters_are_code_points_and_an_empty_reply_has_none() {
        assertThat(Dialogues.scores(new LengthMetrics.Characters(), Dialogues.chinese("是你啊。", "𠮷。", "")))
                .containsExactly(Score.of(4.0), Score.of(2.0), Score.of(0.0));
        assertThat(Dialogues.number(new LengthMetrics.Characters(), Dialogues.english("Hi, you")))
                .isEqualTo(7);
    }

    @Test
    void words_are_counted_in_both_languages() {
        assertThat(Dialogues.number(new LengthMetrics.WordCount(), Dialogues.chinese("我们喜欢月亮。")))
                .isEqualTo(3);
        assertThat(Dialogues.number(new LengthMetrics.WordCount(), Dialogues.english("I don’t know.")))
                .isEqualTo(3);
        assertThat(Dialogues.number(new LengthMetrics.WordCount(), Dialogues.english("")))
                .isZero();
    }

    /**
     * Lengths 2, 4, 9: slopes (4-2)/1 = 2, (9-4)/1 = 5, (9-2)/2 = 3.5; the middle one is 3.5. With a fourth of 4 characters also
     * (4-9)/1 = -5, (4-4)/2 = 0, (4-2)/3 = 2/3; of -5 0 2/3 2 3.5 5 the mean of the middle two is 4/3.
     */
    @Test
    void drift_is_the_median_of_all_slopes() {
        assertThat(Dialogues.scores(new LengthMetrics.Drift(), Dialogues.chinese("一二", "一二三四", "一二三四五六七八九")))
                .containsExactly(
                        Score.undefined(Reason.TOO_FEW_REPLIES),
                        Score.undefined(Reason.TOO_FEW_REPLIES),
                        Score.of(3.5));
        assertThat(Dialogues.number(new LengthMetrics.Drift(), Dialogues.english("ab", "abcd", "abcdefghi", "abcd")))
                .isEqualTo(4.0 / 3, within(1e-12));
    }
}
