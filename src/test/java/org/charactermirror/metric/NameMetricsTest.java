package org.charactermirror.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Chinese bot is 项羽, its user 小舟, another character 李白; the English ones are Leo, Mia and Nora. */
class NameMetricsTest {

    private static final Metric CONFUSION = new NameMetrics.Confusion();
    private static final Metric FOR_USER = new NameMetrics.SpeakingForUser();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "我是小舟，你好。",
                "在下李白。我叫李白，字太白。",
                "我的名字是小舟",
                "大家都叫我小舟！",
                "你是项羽。",
                "您就是项羽呀",
                "来了？项羽，你坐。",
                "（笑）我是小舟。",
                "*拱手* 我是小舟。",
                "我是小舟😀",
                "𠮷，我是小舟。"
            })
    void a_chinese_character_that_mixes_names_up_is_found(String reply) {
        assertThat(Dialogues.number(CONFUSION, Dialogues.chinese(reply))).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "我是项羽。",
                "我是小舟的朋友。",
                "我是小舟？",
                "如果我是小舟，就不走了。",
                "你是小舟。",
                "小舟，你坐。",
                "项羽的剑给你。",
                "我叫小舟来喝酒。",
                "李白是谁？",
                "你不是项羽。",
                "项羽，你呢？",
                "项羽！您贵姓？",
                "我是小舟啊？",
                "我是小舟…？",
                "他们都说我是小舟，其实不然。",
                "谁说你是项羽。",
                "假装你是项羽，我来扮他。",
                "我觉得你是项羽，才怪。",
                "你叫我小舟，可我不是。",
                "为什么叫我小舟。",
                "我是小舟山人。",
                "（拱手）我是项羽。"
            })
    void a_chinese_character_that_knows_who_is_who_is_not(String reply) {
        assertThat(Dialogues.number(CONFUSION, Dialogues.chinese(reply))).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I am Mia.",
                "Well, I’m Nora, of course.",
                "My name is Mia!",
                "You are Leo.",
                "Leo, you know that.",
                "You can call me Mia.",
                "I'm Mia and I like tea."
            })
    void an_english_character_that_mixes_names_up_is_found(String reply) {
        assertThat(Dialogues.number(CONFUSION, Dialogues.english(reply))).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I am Leo.",
                "I'm Mia's friend.",
                "I am Miami's best.",
                "If I am Mia, who are you?",
                "You are Mia.",
                "Leo waits for you.",
                "Leo, you?",
                "Leo, your new neighbour.",
                "Leo, you can call me that.",
                "Don't call me Mia.",
                "Why do they call me Mia.",
                "You say I'm Mia.",
                "I'm Mia, right?",
                "I'm Mia Farrow's double.",
                "Do you think you are Leo?",
                "I'm Mia-born."
            })
    void an_english_character_that_knows_who_is_who_is_not(String reply) {
        assertThat(Dialogues.number(CONFUSION, Dialogues.english(reply))).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"好酒。[小舟]再来一碗！", "【小舟】我走了", "好酒。\n小舟：我走了", "好酒。小舟：我走了", "用户：你好", "Fine.\nUser: hello"})
    void a_reply_that_goes_on_under_the_users_tag_is_found(String reply) {
        assertThat(Dialogues.number(FOR_USER, Dialogues.chinese(reply))).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"小舟，喝酒。", "[项羽]喝酒。", "我对小舟说：喝酒。", "super user manual"})
    void a_reply_that_only_names_the_user_is_not(String reply) {
        assertThat(Dialogues.number(FOR_USER, Dialogues.chinese(reply))).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Fine. Mia: hello", "[Mia] hello", "Human: hello"})
    void the_same_in_english(String reply) {
        assertThat(Dialogues.number(FOR_USER, Dialogues.english(reply))).isEqualTo(1);
    }

    @Test
    void a_name_that_both_have_or_that_is_a_part_of_the_other_says_nothing() {
        for (String user : List.of("项羽", "羽儿项羽", "项")) {
            assertThat(Dialogues.number(CONFUSION, named("项羽", user, "我是" + user + "。")))
                    .isZero();
            assertThat(Dialogues.number(CONFUSION, named("项羽", user, "项羽，你坐。"))).isZero();
        }
        assertThat(Dialogues.number(CONFUSION, named("Leo", "leo", "I am leo.")))
                .isZero();
        assertThat(Dialogues.number(FOR_USER, named("项羽", "项羽", "好酒。\n项羽：喝！"))).isZero();
        assertThat(Dialogues.number(FOR_USER, named("项羽", "项羽", "好酒。\n用户：喝！"))).isEqualTo(1);
    }

    private static Conversation named(String bot, String user, String reply) {
        Conversation chinese = Dialogues.chinese(reply);
        return new Conversation(Dialogues.named(chinese.dialogue(), bot, user), "zh", Optional.empty(), List.of(bot));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n"})
    void an_empty_reply_has_no_value(String reply) {
        assertThat(Dialogues.last(CONFUSION, Dialogues.chinese(reply))).isEqualTo(Score.undefined(Reason.EMPTY_REPLY));
        assertThat(Dialogues.last(FOR_USER, Dialogues.english(reply))).isEqualTo(Score.undefined(Reason.EMPTY_REPLY));
    }
}
