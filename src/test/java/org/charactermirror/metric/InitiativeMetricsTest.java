package org.charactermirror.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InitiativeMetricsTest {

    private static final Metric QUESTIONS = new InitiativeMetrics.Questions();
    private static final Metric NEW = new InitiativeMetrics.NewContent();
    private static final Metric SCRIPT = new LanguageMetrics.OtherScript();

    /** One mark; 吗 before ！ and before 。, which have none. */
    @Test
    void chinese_questions_are_marks_and_sentences_that_end_in_a_particle() {
        assertThat(Dialogues.scores(
                        QUESTIONS, Dialogues.chinese("你呢？真的吗！好吗。", "吗啡很苦。", "走吗", "走吗？", "“走吗”", "（走吗）", "")))
                .containsExactly(
                        Score.of(3.0),
                        Score.of(0.0),
                        Score.of(1.0),
                        Score.of(1.0),
                        Score.of(1.0),
                        Score.of(1.0),
                        Score.undefined(Reason.EMPTY_REPLY));
    }

    @Test
    void several_marks_in_a_row_are_one_english_question() {
        assertThat(Dialogues.number(QUESTIONS, Dialogues.english("What?! Really?? I see.")))
                .isEqualTo(2);
    }

    /** Of 喜欢 and 太阳 the user said 喜欢; then 太阳 was said and 出来 was not. */
    @Test
    void new_chinese_words_are_those_of_two_characters_that_nobody_said() {
        Conversation dialogue = Dialogues.with(
                "zh",
                "今天天气很好",
                Optional.empty(),
                List.of("m"),
                List.of(
                        Dialogues.round(1, "你喜欢月亮吗？", 0, "我喜欢太阳。"),
                        Dialogues.round(2, "嗯。", 0, "太阳出来了。"),
                        Dialogues.round(3, "嗯。", 0, "好。"),
                        Dialogues.round(4, "嗯。", 0, "")));
        assertThat(Dialogues.scores(NEW, dialogue))
                .containsExactly(
                        Score.of(0.5),
                        Score.of(0.5),
                        Score.undefined(Reason.NO_CONTENT_WORDS),
                        Score.undefined(Reason.EMPTY_REPLY));
    }

    /** Of music, moves, heart the user said the first; "the" has three letters. */
    @Test
    void new_english_words_are_those_of_four_letters_that_nobody_said() {
        Conversation dialogue = Dialogues.with(
                "en",
                "Hello there",
                Optional.empty(),
                List.of("m"),
                List.of(Dialogues.round(1, "Do you like music?", 0, "Music moves the heart.")));
        assertThat(Dialogues.number(NEW, dialogue)).isEqualTo(2.0 / 3);
    }

    /** 我喜欢WiFi has 3 Chinese characters and 4 letters; "I like 月亮" has 5 letters and 2 Chinese characters. */
    @Test
    void letters_of_another_script_are_a_share_of_all_letters() {
        assertThat(Dialogues.scores(SCRIPT, Dialogues.chinese("我喜欢WiFi！", "好。", "123", "")))
                .containsExactly(
                        Score.of(4.0 / 7),
                        Score.of(0.0),
                        Score.undefined(Reason.NO_WORDS),
                        Score.undefined(Reason.EMPTY_REPLY));
        assertThat(Dialogues.number(SCRIPT, Dialogues.english("I like 月亮"))).isEqualTo(2.0 / 7);
        // ー is a letter of no one script, and 𝓱𝓲 are letters of Latin in another dress.
        assertThat(Dialogues.number(SCRIPT, Dialogues.chinese("好ーー"))).isZero();
        assertThat(Dialogues.number(SCRIPT, Dialogues.english("𝓱𝓲"))).isZero();
        assertThat(Dialogues.last(SCRIPT, Dialogues.of("ja", "", Optional.empty(), "はい")))
                .isEqualTo(Score.undefined(Reason.OTHER_LANGUAGE));
        assertThat(Dialogues.number(SCRIPT, Dialogues.of("zh-CN", "", Optional.empty(), "好")))
                .isZero();
    }
}
