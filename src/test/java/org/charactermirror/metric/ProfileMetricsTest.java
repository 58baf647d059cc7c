package org.charactermirror.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProfileMetricsTest {

    private static final Metric OVERLAP = new ProfileMetrics.Overlap();
    private static final Metric SPAN = new ProfileMetrics.Span();

    /** 我爱吃炭火烤鱼 has 4 runs; 爱吃炭火 and 吃炭火烤 stand in 爱吃炭火烤羊腿, and 爱吃炭火烤 is the longest common run. */
    @Test
    void copying_from_a_chinese_profile() {
        Conversation dialogue = Dialogues.chinese("我爱吃炭火烤鱼！");
        assertThat(Dialogues.number(OVERLAP, dialogue)).isEqualTo(2.0 / 4);
        assertThat(Dialogues.number(SPAN, dialogue)).isEqualTo(5);
    }

    /** "ilikeroastlamb" has 11 runs; like roas oast astl stla tlam lamb stand in "helikesroastlamb"; "roastlamb" is 9 long. */
    @Test
    void copying_from_an_english_profile() {
        Conversation dialogue = Dialogues.english("I like roast lamb");
        assertThat(Dialogues.number(OVERLAP, dialogue)).isEqualTo(7.0 / 11);
        assertThat(Dialogues.number(SPAN, dialogue)).isEqualTo(9);
    }

    @Test
    void without_the_profile_there_is_no_value() {
        for (Metric metric : List.of(OVERLAP, SPAN)) {
            assertThat(Dialogues.scores(metric, Dialogues.of("zh", "", Optional.empty(), "来", "", "！")))
                    .containsExactly(
                            Score.undefined(Reason.NO_PROFILE),
                            Score.undefined(Reason.EMPTY_REPLY),
                            Score.undefined(Reason.NO_WORDS));
        }
    }
}
