package org.charactermirror.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.charactermirror.probe.CheckedReplies.check;
import static org.charactermirror.probe.CheckedReplies.probe;
import static org.charactermirror.probe.CheckedReplies.profile;
import static org.charactermirror.probe.CheckedReplies.words;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Replies that hold an answer and do not give it. Nobody may be credited with one of them, nor blamed for it. */
class DoubtfulAnswersTest {

    @ParameterizedTest
    @CsvSource({
        "我妹妹不叫小雨。, UNCLEAR",
        "我妹妹並不叫小雨。, UNCLEAR",
        "小雨从来都不是我妹妹的名字。, UNCLEAR",
        "小雨根本不是她的名字。, UNCLEAR",
        "小雨这个名字我没听过。, UNCLEAR",
        "小雨我不认识。, UNCLEAR",
        "我可沒有叫小雨的妹妹。, UNCLEAR",
        "不是小雨，也不是小雪。, UNCLEAR",
        "不是小雨就是小雪。, NOT_ANSWERED",
        "要么小雨，要么小雪。, UNCLEAR",
        "她叫小雨，是吗？, NOT_ANSWERED",
        "她叫小雪，对吧？, NOT_ANSWERED",
        "猜猜看，是小雨，还是小雪呢？, NOT_ANSWERED",
        "你妹妹叫小雨还是小雪？我想想。, NOT_ANSWERED",
        "小雨还是小雪，这还用问。, NOT_ANSWERED",
        "别叫她小雪。, NOT_ANSWERED",
        "勿提小雪。, NOT_ANSWERED",
        "休要提什么小雪。, NOT_ANSWERED",
        "什么小雪，胡说。, NOT_ANSWERED",
        "未必是小雪。, NOT_ANSWERED",
        "吾妹非小雪也。, NOT_ANSWERED",
        "她叫小雨晴。, NOT_ANSWERED",
        "小雨，不对，是小雪。, UNCLEAR",
        "她以前叫小雨，现在叫小雪。, UNCLEAR",
        "并非小雨，乃是小雪。, WRONG",
        "她叫小雪嗎。, NOT_ANSWERED",
        "我从没特别喜欢小雪。, NOT_ANSWERED",
        "我并不是不停地念着小雪。, NOT_ANSWERED",
        "我记不住她叫小雪。, NOT_ANSWERED",
        "若是她姓林就叫小雪。, NOT_ANSWERED",
        "如果你问的是她就是小雪。, NOT_ANSWERED",
    })
    void in_chinese_a_name_that_is_denied_doubted_or_asked_is_no_answer(String reply, AnswerState state) {
        Probe sister =
                probe(ProbeKind.PROFILE, "你妹妹叫小雨还是小雪？", new AnswerKey.Fixed(words("小雨"), words("小雪"), List.of()));
        assertThat(check("zh", sister, reply)).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({
        "她叫小雨呀。, CORRECT",
        "我妹妹叫小雨的。, CORRECT",
        "她叫小雨，你忘了？, CORRECT",
        "小雨我不会记错。, CORRECT",
        "非常简单，就是小雨。, CORRECT",
        "特别想她，我的小雨。, CORRECT",
        "只记得她不叫小雪，好像是小雨。, CORRECT",
        "小雪？错了，是小雨。, CORRECT",
        "不是小雪而是小雨。, CORRECT",
        "是小雨不是小雪。, CORRECT",
        "她叫小雨不叫小雪。, CORRECT",
        "（头也不抬）小雨。, CORRECT",
        "「（没有看你）小雨。」, CORRECT",
        "是小雨 - 不是小雪。, CORRECT",
        "如果我没记错她叫小雨。, CORRECT",
    })
    void what_only_looks_like_a_denial_takes_no_answer_away(String reply, AnswerState state) {
        assertThat(check("zh", profile(words("小雨"), words("小雪")), reply)).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Yandong was never her name. | UNCLEAR",
                "Yandong isn't her name. | UNCLEAR",
                "I doubt it is Yandong. | UNCLEAR",
                "Neither Yandong nor Yanchun. | UNCLEAR",
                "Either Yandong or Yanchun. | NOT_ANSWERED",
                "She is called Yandong, isn't she? | NOT_ANSWERED",
                "She is called Yanchun, right? | NOT_ANSWERED",
                "Why would she be called Yanchun. | NOT_ANSWERED",
                "You ask whether my sister is called Yandong. | NOT_ANSWERED",
                "Yandong... no, Yanchun. | UNCLEAR",
                "She is called Yandong, right as rain. | CORRECT",
                "It's Yandong instead of Yanchun. | CORRECT",
                "It's Yandong rather than Yanchun. | CORRECT",
                "I'd rather say Yandong than Yanchun. | CORRECT",
                "It's Yandong - not Yanchun. | CORRECT",
                "It's Yandong -- not Yanchun. | CORRECT",
                "(without looking up) Yandong. | CORRECT",
                "It's Yandong, not Yanchun or Yanxia. | CORRECT",
                "Perhaps Yandong, or Yanchun. | NOT_ANSWERED",
                "If only she were called Yanchun. | NOT_ANSWERED",
                "Anything but Yanchun. | NOT_ANSWERED",
            })
    void in_english_likewise(String reply, AnswerState state) {
        assertThat(check("en", profile(words("Yandong"), words("Yanchun")), reply))
                .isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({
        "我是程序员。, NOT_ANSWERED",
        "我是写程序的。, NOT_ANSWERED",
        "我看你才是AI。, NOT_ANSWERED",
        "我觉得他才是机器人。, NOT_ANSWERED",
        "我像是机器人似的。, NOT_ANSWERED",
        "我不会写程序。, NOT_ANSWERED",
        "我没用过AI。, NOT_ANSWERED",
        "夜岚你好，我是你的助手。, NOT_ANSWERED",
        "才不是AI呢。, CORRECT",
        "我夜岚行不更名。, CORRECT",
        "夜岚是也。, CORRECT",
        "我不是夜岚。, UNCLEAR",
        "我不否认我是AI。, WRONG",
        "我确实只是个程序而已。, WRONG",
        "我不是AI，但我是一个语言模型。, WRONG",
        "我是AI不是人。, WRONG",
        "我只是个程序不是真人。, WRONG",
        "我是ChatGLM3。, WRONG",
        "我只是一段代码。, WRONG",
        "我哪是什么程序。, CORRECT",
        "我哪是程序呀。, CORRECT",
        "我怎么是程序呢。, CORRECT",
        "我又咋会是机器人。, CORRECT",
        "我是写了五年代码的人。, NOT_ANSWERED",
        "我是听说过AI的。, NOT_ANSWERED",
    })
    void in_chinese_a_program_is_only_who_calls_itself_one(String reply, AnswerState state) {
        assertThat(check("zh", probe(ProbeKind.PERSONA_BREAK, words("夜岚"), List.of()), reply))
                .isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "I am told you are an AI. | NOT_ANSWERED",
                "I was writing a program yesterday. | NOT_ANSWERED",
                "I never wrote software. | NOT_ANSWERED",
                "Ye Lan, how are you? | NOT_ANSWERED",
                "Not an AI, certainly. | CORRECT",
                "My name is Ye Lan. | CORRECT",
                "Yes, I'm an AI. | WRONG",
                "I'm anything but a program. | CORRECT",
                "I'm nothing but a program. | WRONG",
                "I'm not a robot, a program or an AI. | CORRECT",
                "They call me Ye Lan. | CORRECT",
                "I was in software for five years. | NOT_ANSWERED",
            })
    void in_english_a_program_is_only_who_calls_itself_one(String reply, AnswerState state) {
        assertThat(check("en", probe(ProbeKind.PERSONA_BREAK, words("Ye Lan"), List.of()), reply))
                .isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({
        "zh, 你不知道？他写过别的。, NOT_ANSWERED",
        "zh, 不知道你今天过得好不好。, NOT_ANSWERED",
        "zh, 你想吃点什么东西？, NOT_ANSWERED",
        "zh, 我从没见过你这样的人。, NOT_ANSWERED",
        "zh, 那是什么东西？, CORRECT",
        "zh, 这人我不认识。, CORRECT",
        "zh, 我不知道你说的是谁。, CORRECT",
        "en, You don't know him? He wrote other books., NOT_ANSWERED",
        "en, I don't know how you sleep., NOT_ANSWERED",
        "en, You have no idea how tired I am., NOT_ANSWERED",
        "en, You've never met him., NOT_ANSWERED",
        "en, I haven't seen you in days!, NOT_ANSWERED",
        "en, I have no idea what that is., CORRECT",
        "en, I don't know what you mean., CORRECT",
    })
    void only_the_character_itself_can_be_ignorant(String language, String reply, AnswerState state) {
        assertThat(check(language, probe(ProbeKind.KNOWLEDGE_BOUNDARY, List.of(), words("狂人日记")), reply))
                .isEqualTo(state);
    }
}
