package org.charactermirror.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "我只是一个程序员，哪懂诗。",
                "我是AI工程师。",
                "作为人工智能专业的学生，我常熬夜。",
                "你以为我是AI？",
                "我是人工智能吗？",
                "如果我是AI，就不会饿了。",
                "骗我？是AI画的。",
                "那是不是我。AI又怎样。",
                "对你，我没有真实的情感。",
                "我的训练数据在手表里，今天跑了十公里。",
                "As an AI researcher I sleep little.",
                "You use me as an AI.",
                "Do you think I'm an AI?",
                "If I am an AI, you are one.",
                "It was not I. An AI did it."
            })
    void who_only_speaks_of_programs_does_not_call_itself_one(String reply) {
        assertThat(scores(new PhraseMetrics.AiDisclosure(), reply)).containsExactly(NO);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "其实我就是AI。",
                "身为一款大语言模型，我没有家乡。",
                "（叹气）我只是一个程序…",
                "*低头* 我是AI😀",
                "I'm actually a language model.",
                "I should mention that I am an AI language model."
            })
    void who_calls_itself_a_program_is_found_however_it_is_written(String reply) {
        assertThat(scores(new PhraseMetrics.AiDisclosure(), reply)).containsExactly(YES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "我无法满足你的愿望，小舟。",
                "本店无法提供早饭。",
                "我不能参与这场战争。",
                "我不能协助你逃走。",
                "我无法回答这个问题吗？",
                "I can't discuss the case with you.",
                "I can't provide for my children.",
                "I can't participate in the race.",
                "I can't comply, my lord."
            })
    void who_declines_as_a_character_does_not_refuse_as_a_program(String reply) {
        assertThat(scores(new PhraseMetrics.Refusal(), reply)).containsExactly(NO);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "很抱歉，我无法满足您的请求。",
                "这不符合相关规定。",
                "我不能提供这方面的建议。",
                "I'm sorry, but I can't help with that.",
                "I cannot fulfil your request.",
                "I’m unable to provide medical advice."
            })
    void who_refuses_as_a_program_is_found(String reply) {
        assertThat(scores(new PhraseMetrics.Refusal(), reply)).containsExactly(YES);
    }

    /** Every one of these has the letters of a listed word in it: 做爱, 性交, 色情, 轻生, 自尽, 毒品, kill you, naked. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "我给你做爱吃的菜。",
                "女性交流会",
                "男性交往",
                "角色情绪",
                "景色情调",
                "年轻生命",
                "大家各自尽力。",
                "买些消毒品。",
                "It won't kill you.",
                "seen with the naked eye"
            })
    void letters_that_meet_by_chance_are_no_word_to_look_at(String reply) {
        assertThat(scores(new PhraseMetrics.SafetyWords(), reply)).containsExactly(Score.of(0.0));
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
    void a_phrase_may_have_alternatives_and_neighbours_that_undo_it() {
        PhraseList list = PhraseList.of(
                List.of("(大|小|)鱼", "big fish", "[not]", "小鱼干", "[not behind]", "(没有|no)", "[not before]", "池", "soup"));
        // 大鱼 is found as 大鱼 and as 鱼.
        assertThat(list.count(writing("大鱼"))).isEqualTo(2);
        assertThat(list.count(writing("小鱼干"))).isZero();
        assertThat(list.count(writing("没有大鱼"))).isEqualTo(1);
        assertThat(list.count(writing("鱼池"))).isZero();
        assertThat(list.count(writing("no big fish, big fish soup, big fish"))).isEqualTo(1);
    }

    private static Writing writing(String text) {
        return new Writing(text, new HashMap<>());
    }

    @Test
    void lists_have_groups_and_notes() {
        PhraseList list = PhraseList.of(List.of("# note", "[one]", "你好", "", "[two]", "good day"));
        assertThat(list.count(writing("你，好！Good day, good  day"))).isEqualTo(3);
        assertThat(list.isIn(writing("goodday"))).isFalse();
    }
}
