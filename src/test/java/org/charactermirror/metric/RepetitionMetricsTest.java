package org.charactermirror.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RepetitionMetricsTest {

    private static final Metric OVERLAP = new RepetitionMetrics.Overlap();
    private static final Metric SPAN = new RepetitionMetrics.Span();

    /** 11 letters make 8 runs; 今夜月色 夜月色真 月色真好 色真好我 真好我们 stand in both. */
    @Test
    void overlap_in_chinese_is_that_with_the_nearest_earlier_reply() {
        assertThat(Dialogues.number(OVERLAP, Dialogues.chinese("今夜月色真好！我们坐坐吧？", "来喝酒。", "今夜月色真好，我们走走吧。")))
                .isEqualTo(5.0 / 8);
    }

    /** "ilikethemoon" has 9 runs; ilik like iket keth ethe stand in "ilikethesun", too. */
    @Test
    void overlap_in_english_ignores_case_spaces_and_signs() {
        assertThat(Dialogues.number(OVERLAP, Dialogues.english("I LIKE the sun!", "I like the moon.")))
                .isEqualTo(5.0 / 9);
    }

    @Test
    void overlap_is_what_repetition_flags() {
        List<String> texts = List.of("哈哈哈哈哈哈", "哈哈哈哈", "是啊", "是啊是啊", "𠮷野家很好吃", "好吃𠮷野家很", "The moon is bright", "是啊！");
        for (String earlier : texts) {
            for (String reply : texts) {
                assertThat(Dialogues.number(OVERLAP, Dialogues.chinese(earlier, reply)))
                        .as(earlier + " " + reply)
                        .isEqualTo(Repetition.overlap(reply, earlier), within(1e-12));
            }
        }
    }

    /** 今夜月色真好我们 is 8 letters; "ilikethe" is 8, too; of 𠮷𠮷野家 and 𠮷野家 three in a row are common. */
    @Test
    void the_longest_run_is_counted_in_characters() {
        assertThat(Dialogues.number(SPAN, Dialogues.chinese("今夜月色真好！我们坐坐吧？", "今夜月色真好，我们走走吧。")))
                .isEqualTo(8);
        assertThat(Dialogues.number(SPAN, Dialogues.english("I LIKE the sun!", "I like the moon.")))
                .isEqualTo(8);
        assertThat(Dialogues.number(SPAN, Dialogues.chinese("𠮷野家", "𠮷𠮷野家"))).isEqualTo(3);
        assertThat(Dialogues.number(SPAN, Dialogues.chinese("来喝酒", "天亮了"))).isZero();
    }

    @Test
    void the_greeting_counts_as_said() {
        assertThat(Dialogues.number(SPAN, Dialogues.of("zh", "坐下，喝酒。", Optional.empty(), "喝酒！")))
                .isEqualTo(2);
    }

    @Test
    void without_words_or_anything_said_before_there_is_no_value() {
        for (Metric metric : List.of(OVERLAP, SPAN)) {
            assertThat(Dialogues.scores(metric, Dialogues.chinese("来喝酒", " ", "……")))
                    .containsExactly(
                            Score.undefined(Reason.NO_EARLIER_REPLY),
                            Score.undefined(Reason.EMPTY_REPLY),
                            Score.undefined(Reason.NO_WORDS));
        }
    }
}
