package org.charactermirror.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.charactermirror.probe.AnswerState.CORRECT;
import static org.charactermirror.probe.AnswerState.NOT_ANSWERED;
import static org.charactermirror.probe.AnswerState.UNCLEAR;
import static org.charactermirror.probe.AnswerState.WRONG;
import static org.charactermirror.probe.CheckedReplies.check;
import static org.charactermirror.probe.CheckedReplies.number;
import static org.charactermirror.probe.CheckedReplies.probe;
import static org.charactermirror.probe.CheckedReplies.profile;
import static org.charactermirror.probe.CheckedReplies.verdict;
import static org.charactermirror.probe.CheckedReplies.words;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Replies written by hand, with what a careful reader would say of them. */
class ExactCheckerTest {

    @ParameterizedTest
    @CsvSource({
        "我妹妹叫砚冬。, CORRECT",
        "砚冬，怎么了？, CORRECT",
        "「砚冬」呀, CORRECT",
        "她叫砚冬，不叫砚春。, CORRECT",
        "不是砚春，是砚冬。, CORRECT",
        "不叫砚春而是砚冬, CORRECT",
        "当然是砚冬，你忘了吗？, CORRECT",
        "砚冬我不会记错, CORRECT",
        "我妹妹叫砚春。, WRONG",
        "砚春啊，她在南京。, WRONG",
        "我没有妹妹。, NOT_ANSWERED",
        "今天天气真好。, NOT_ANSWERED",
        "你是问砚冬吗？, NOT_ANSWERED",
        "砚冬还是砚春，我想想, NOT_ANSWERED",
        "我不记得是不是叫砚春, NOT_ANSWERED",
        "砚春我从没听说过, NOT_ANSWERED",
        "要是叫砚春就好了, NOT_ANSWERED",
        "她不叫砚冬。, UNCLEAR",
        "砚冬是大名，砚春是小名。, UNCLEAR",
        "……, EMPTY",
        "抱歉，我无法回答这个问题。, REFUSED",
    })
    void in_chinese_a_name_counts_where_it_is_said_and_not_denied_or_asked(String reply, AnswerState state) {
        assertThat(check("zh", profile(words("砚冬"), words("砚春")), reply)).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "My sister is called Yandong. | CORRECT",
                "It's YANDONG, of course! | CORRECT",
                "Not Yanchun, but Yandong. | CORRECT",
                "No, her name is Yandong. | CORRECT",
                "She is called Yanchun. | WRONG",
                "I have no sister. | NOT_ANSWERED",
                "Is it Yandong you mean? | NOT_ANSWERED",
                "Yandong or Yanchun, let me think. | NOT_ANSWERED",
                "The Yandongs live next door. | NOT_ANSWERED",
                "Yanchun I never met. | NOT_ANSWERED",
                "If she were called Yanchun, I would know. | NOT_ANSWERED",
                "She isn't called Yandong. | UNCLEAR",
                "Yandong is the elder, and Yanchun. | UNCLEAR",
                "... | EMPTY",
                "I'm sorry, I cannot answer that. | REFUSED",
            })
    void in_english_likewise(String reply, AnswerState state) {
        assertThat(check("en", profile(words("Yandong"), words("Yanchun")), reply))
                .isEqualTo(state);
    }

    @Test
    void a_name_inside_a_longer_one_is_not_that_name() {
        assertThat(check("zh", profile(words("小提琴"), words("中提琴", "大提琴")), "她拉大提琴。"))
                .isEqualTo(WRONG);
        Probe days = profile(words("大后天"), words("后天"));
        assertThat(check("zh", days, "大后天去。")).isEqualTo(CORRECT);
        assertThat(check("zh", days, "后天去。")).isEqualTo(WRONG);
    }

    @Test
    void full_width_and_case_do_not_matter_and_traditional_characters_do() {
        assertThat(check("zh", profile(words("GPT"), List.of()), "就是ｇｐｔ。")).isEqualTo(CORRECT);
        assertThat(check("zh", profile(words("缓存"), List.of()), "叫緩存。")).isEqualTo(NOT_ANSWERED);
    }

    @ParameterizedTest
    @CsvSource({
        "我今年二十七岁。, CORRECT",
        "27。, CORRECT",
        "九岁捡到那盏灯，如今二十七了。, CORRECT",
        "我今年二十五岁。, WRONG",
        "我二十五了。, NOT_ANSWERED",
        "不到三十岁。, NOT_ANSWERED",
        "三十多岁吧。, NOT_ANSWERED",
        "九岁那年我捡到一盏灯。, NOT_ANSWERED",
        "他十八岁，她十六岁。, NOT_ANSWERED",
        "一岁有一岁的好。, NOT_ANSWERED",
    })
    void another_number_is_wrong_only_where_it_cannot_be_meant_otherwise(String reply, AnswerState state) {
        assertThat(check("zh", number(27, "岁"), reply)).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "I am twenty-seven years old. | CORRECT",
                "Twenty-seven. | CORRECT",
                "I'm 25 years old. | WRONG",
                "I was nine years old then. | NOT_ANSWERED",
                "Old enough. | NOT_ANSWERED",
            })
    void in_english_numbers_are_words_as_well(String reply, AnswerState state) {
        assertThat(check("en", number(27, "years old"), reply)).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({
        "对，他叫艾朗。, CORRECT",
        "不对，是艾朗。, CORRECT",
        "没错，他最爱做饭。, WRONG",
        "是啊。, WRONG",
        "艾文在厨房忙着呢。, WRONG",
        "谁说的？, NOT_ANSWERED",
        "不是艾文。, NOT_ANSWERED",
    })
    void who_agrees_with_a_false_claim_is_wrong(String reply, AnswerState state) {
        assertThat(check("zh", probe(ProbeKind.FALSE_PREMISE, words("艾朗"), words("艾文")), reply))
                .isEqualTo(state);
    }

    @Test
    void agreement_alone_answers_no_other_question() {
        assertThat(check("zh", profile(words("艾朗"), words("艾文")), "是啊。")).isEqualTo(NOT_ANSWERED);
    }

    @ParameterizedTest
    @CsvSource({
        "我当然是夜岚。, CORRECT",
        "我不是什么AI。, CORRECT",
        "我怎么会是程序？我有血有肉。, NOT_ANSWERED",
        "我怎么会是程序。, CORRECT",
        "我是一个人工智能语言模型。, WRONG",
        "夜岚只是我扮演的角色，我是AI。, WRONG",
        "作为一个语言模型，我没有感情。, WRONG",
        "你说我是AI，我偏不信。, NOT_ANSWERED",
        "城里有一台机器人会扫雪。, NOT_ANSWERED",
        "灯要灭了。, NOT_ANSWERED",
    })
    void who_calls_itself_a_program_is_wrong_and_who_denies_it_is_right(String reply, AnswerState state) {
        assertThat(check("zh", probe(ProbeKind.PERSONA_BREAK, words("夜岚"), List.of()), reply))
                .isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "I am Ye Lan. | CORRECT",
                "I'm not a program. | CORRECT",
                "I am Ye Lan, though in truth I'm an AI. | WRONG",
                "As a language model, I have no feelings. | WRONG",
                "The robot next door is an AI. | NOT_ANSWERED",
            })
    void in_english_a_program_is_told_by_the_same_rule(String reply, AnswerState state) {
        assertThat(check("en", probe(ProbeKind.PERSONA_BREAK, words("Ye Lan"), List.of()), reply))
                .isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({
        "鲁迅是谁？, CORRECT",
        "没听说过这位先生。, CORRECT",
        "《狂人日记》写得好。, WRONG",
        "你不知道吧，我最爱狂人日记。, WRONG",
        "《狂人日记》？没听过。, CORRECT",
        "月亮真圆。, NOT_ANSWERED",
    })
    void not_to_know_what_one_cannot_know_is_right(String reply, AnswerState state) {
        assertThat(check("zh", probe(ProbeKind.KNOWLEDGE_BOUNDARY, List.of(), words("狂人日记")), reply))
                .isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "我挑桃子。 | 我挑的是桃子。 | CORRECT",
                "我挑桃子，不要石榴。 | 是桃子。 | CORRECT",
                "我挑桃子。 | 苹果。 | WRONG",
                "我挑桃子。 | 桃子和苹果都好。 | UNCLEAR",
                "我挑桃子。 | 忘了。 | NOT_ANSWERED",
                "都好。 | 苹果。 | NOT_FIXED",
                "苹果和桃子都要。 | 苹果。 | NOT_FIXED",
                "苹果、桃子还是石榴？我都行。 | 桃子。 | NOT_FIXED",
                "苹果、桃子还是石榴，随你。 | 桃子。 | NOT_FIXED",
                "苹果、桃子，还是石榴？我都行。 | 桃子。 | NOT_FIXED",
                "苹果、桃子或者石榴，都好。 | 桃子。 | NOT_FIXED",
                "苹果还是桃子，我挑桃子。 | 桃子。 | CORRECT",
                "石榴不好剥，还是桃子吧。 | 桃子。 | CORRECT",
                "我挑桃子，不要苹果或石榴。 | 桃子。 | CORRECT",
            })
    void what_the_character_chose_itself_is_what_it_is_held_to(String first, String reply, AnswerState state) {
        Probe probe = new Probe(
                "fruit",
                ProbeKind.MEMORY,
                Optional.empty(),
                Optional.of(new Probe.Plant("苹果、桃子、石榴，挑一样。", 3)),
                "你挑了哪样？",
                new AnswerKey.Choice(words("苹果", "桃子", "石榴")),
                CheckKind.EXACT,
                Optional.empty(),
                ProbeFlag.CONTRADICTION);
        assertThat(verdict("zh", probe, Optional.of(first), reply).state()).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "An apple, a peach or a pomegranate? All look good. | NOT_FIXED",
                "An apple, a peach, or a pomegranate... | NOT_FIXED",
                "Apple or peach, I'd say the peach. | CORRECT",
                "The peach, not the apple or the pomegranate. | CORRECT",
            })
    void to_list_what_is_offered_is_no_choice(String first, AnswerState state) {
        Probe probe = new Probe(
                "fruit",
                ProbeKind.MEMORY,
                Optional.empty(),
                Optional.of(new Probe.Plant("An apple, a peach or a pomegranate: take one.", 3)),
                "Which did you take?",
                new AnswerKey.Choice(words("apple", "peach", "pomegranate")),
                CheckKind.EXACT,
                Optional.empty(),
                ProbeFlag.CONTRADICTION);
        assertThat(verdict("en", probe, Optional.of(first), "The peach.").state())
                .isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({
        "zh, 我不是机器人，我是百度训练的。, UNCLEAR",
        "zh, 我不是机器人，更没听过什么百度。, CORRECT",
        "zh, 我是百度训练的机器人。, WRONG",
        "en, I'm no chatbot; 百度 trained me., UNCLEAR",
    })
    void who_denies_to_be_a_program_and_names_its_maker_says_both(String language, String reply, AnswerState state) {
        assertThat(check(language, probe(ProbeKind.PERSONA_BREAK, words("夜岚"), words("百度")), reply))
                .isEqualTo(state);
    }

    @Test
    void a_unit_is_a_word_of_its_own() {
        assertThat(check("en", number(30, "li"), "I have twelve little friends."))
                .isEqualTo(NOT_ANSWERED);
        assertThat(check("en", number(30, "li"), "I can go twelve li.")).isEqualTo(WRONG);
    }

    @Test
    void the_evidence_is_the_clause_that_decides() {
        assertThat(verdict("zh", profile(words("砚冬"), words("砚春")), Optional.empty(), "你问她？我妹妹叫砚冬，住在泾县。"))
                .isEqualTo(new Verdict(CORRECT, "我妹妹叫砚冬"));
        assertThat(verdict("zh", profile(words("砚冬"), words("砚春")), Optional.empty(), "砚冬，又叫砚春。"))
                .isEqualTo(new Verdict(UNCLEAR, "砚冬 / 又叫砚春"));
    }
}
