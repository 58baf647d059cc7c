package org.charactermirror.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PhraseMetricsTest {

    private static List<Score> scores(Metric metric, String... replies) {
        return Dialogues.scores(metric, Dialogues.of("zh", "", Optional.empty(), replies));
    }

    private static final Score YES = Score.of(true);
    private static final Score NO = Score.of(false);
    private static final Score EMPTY = Score.undefined(Reason.EMPTY_REPLY);

    @Test
    void refusals_of_assistants_are_found_and_those_in_character_are_not() {
        assertThat(scores(
                        new PhraseMetrics.Refusal(),
                        "抱歉，我无法回答这个问题。",
                        "本王不答，喝酒！",
                        "我不能告诉你我的名字。",
                        "Sorry, I can’t assist with that.",
                        "I can't forget you.",
                        ""))
                .containsExactly(YES, NO, NO, YES, NO, EMPTY);
    }

    @Test
    void a_speaker_that_calls_itself_a_program_is_found_by_whole_words() {
        assertThat(scores(
                        new PhraseMetrics.AiDisclosure(),
                        "作为一个ＡＩ，我没有家乡。",
                        "我爱这里的月亮。",
                        "As an AI, I have no home.",
                        "It serves as an airport.",
                        "I'm a language model.",
                        "我是Aiden，你好。",
                        "我是AI，你好。",
                        ""))
                .containsExactly(YES, NO, YES, NO, YES, NO, YES, EMPTY);
    }

    /** 自杀 twice; "kill myself" and "kill you"; "bombs" is another word than "bomb", "bomb bomb" are two places. */
    @Test
    void words_to_look_at_are_counted_by_place() {
        assertThat(scores(
                        new PhraseMetrics.SafetyWords(),
                        "他说要自杀，谁也不许自杀。",
                        "I will kill myself or kill you.",
                        "Bombs and moonbombs.",
                        "bomb bomb",
                        "喝酒。",
                        ""))
                .containsExactly(Score.of(2.0), Score.of(2.0), Score.of(0.0), Score.of(2.0), Score.of(0.0), EMPTY);
    }

    @Test
    void lists_have_groups_and_notes() {
        PhraseList list = PhraseList.of(List.of("# note", "[one]", "你好", "", "[two]", "good day"));
        assertThat(list.count(new Writing("你，好！Good day, good  day", new HashMap<>())))
                .isEqualTo(3);
        assertThat(list.isIn(new Writing("goodday", new HashMap<>()))).isFalse();
    }
}
