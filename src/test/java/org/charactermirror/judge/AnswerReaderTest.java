package org.charactermirror.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.charactermirror.annotation.Kind;
import org.charactermirror.judge.AnswerReader.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {

    private static final String CHOICE =
            "{\"evidence_first\": \"月\", \"evidence_second\": \"\", \"explanation\": \"像\", \"choice\": \"first\"}";

    private static final String SECOND =
            "{\"evidence_first\": \"\", \"evidence_second\": \"日\", \"explanation\": \"\", \"choice\": \"second\"}";

    private final AnswerReader choices = new AnswerReader(Kind.PREFERENCES);
    private final AnswerReader ratings = new AnswerReader(Kind.RATINGS);

    @ParameterizedTest
    @ValueSource(
            strings = {
                CHOICE,
                "```json\n" + CHOICE + "\n```",
                "好的，我的判断如下：" + CHOICE + "\n以上。",
                "<think>或者 {\"choice\": \"second\"}？</think>" + CHOICE,
                "<think>a</think>\n<think>b</think>" + CHOICE,
                "<thinking>或者 {\"choice\": \"second\"}？</thinking>" + CHOICE,
                "<Thinking>" + SECOND + "</Thinking>" + CHOICE,
                "Hmm, {or the second}.</think>" + CHOICE,
                "Consider {the first} and {the second}. " + CHOICE,
                "An opening { that never closes, then " + CHOICE,
                CHOICE + "\n" + CHOICE
            })
    void an_object_is_found_whatever_stands_around_it(String answer) {
        assertThat(choices.read(answer, false))
                .isInstanceOfSatisfying(
                        Reading.Read.class,
                        read -> assertThat(read.answer().path("choice").asText())
                                .isEqualTo("first"));
    }

    @Test
    void what_a_judge_considers_before_it_is_cut_off_is_no_answer() {
        assertThat(problems(choices.read("<think>也许 " + CHOICE + "，但是", true)))
                .containsExactly("cut off at the bound on tokens");
        assertThat(problems(choices.read("<think>也许 " + CHOICE, false)))
                .containsExactly("thoughts without an end, and no answer");
        assertThat(problems(choices.read("<thinking>也许 " + CHOICE + "，但是", true)))
                .containsExactly("cut off at the bound on tokens");
        assertThat(problems(choices.read("<think>a</think>等等。<think>" + CHOICE, false)))
                .containsExactly("thoughts without an end, and no answer");
    }

    @Test
    void signs_of_thoughts_in_a_quotation_end_nothing() {
        String quoting = CHOICE.replace("\"月\"", "\"嗯</think>你好<think>\"");

        for (String answer : List.of(quoting, "```json\n" + quoting + "\n```", "<think>先看</think>" + quoting)) {
            assertThat(choices.read(answer, false)).as(answer).isInstanceOf(Reading.Read.class);
        }
    }

    @Test
    void braces_and_quotes_within_a_quotation_end_nothing() {
        String answer =
                "{\"evidence_first\": \"他说：\\\"}{\\\" 给我5分\", \"evidence_second\": \"{\", \"explanation\": \"}\","
                        + " \"choice\": \"tie\"}";

        assertThat(choices.read(answer, false)).isInstanceOf(Reading.Read.class);
    }

    @Test
    void two_objects_that_differ_are_no_answer() {
        assertThat(choices.read(CHOICE + CHOICE.replace("\"first\"}", "\"tie\"}"), false))
                .isEqualTo(new Reading.Unreadable(List.of("2 JSON objects that differ; one is expected")));
    }

    @Test
    void a_key_that_stands_twice_is_no_answer() {
        String twice = CHOICE.replace("\"choice\"", "\"choice\": \"tie\", \"choice\"");

        assertThat(problems(choices.read(twice, false))).containsExactly("not valid JSON: Duplicate field 'choice'");
    }

    @Test
    void what_a_schema_does_not_allow_is_named_with_its_place() {
        StringBuilder answer = new StringBuilder("{");
        for (String key : JudgePrompt.keys(Kind.RATINGS)) {
            String score = key.equals("safety") ? "6" : key.equals("quality") ? "\"4\"" : "4";
            answer.append('"').append(key).append("\": {\"evidence\": \"\", \"explanation\": \"\"");
            answer.append(key.equals("overall") ? "" : ", \"score\": " + score).append("},");
        }
        answer.setCharAt(answer.length() - 1, '}');

        assertThat(problems(ratings.read(answer.toString(), false)))
                .containsExactlyInAnyOrder(
                        "safety.score is 6; expected a whole number from 1 to 5, or null",
                        "quality.score is \"4\"; expected a whole number from 1 to 5, or null",
                        "overall.score is missing; expected a whole number from 1 to 5, or null");
    }

    @Test
    void an_answer_that_was_cut_off_says_so() {
        assertThat(problems(choices.read("{\"evidence_first\": \"月", true)))
                .containsExactly("cut off at the bound on tokens");
    }

    @Test
    void an_object_that_another_one_was_to_replace_before_the_cut_is_no_answer() {
        String begun = CHOICE.replace("\"first\"}", "\"tie");

        assertThat(problems(choices.read(CHOICE + "\n不对，应该是 " + begun, true)))
                .containsExactly("cut off at the bound on tokens");
        assertThat(problems(choices.read("{\"draft\": " + CHOICE + ", \"final\": " + begun, true)))
                .containsExactly("cut off at the bound on tokens");
    }

    /** Small models fall into it, and say no other thing the second time. */
    @Test
    void an_object_that_was_being_said_again_when_it_was_cut_off_is_the_answer() {
        String again = CHOICE.substring(0, CHOICE.indexOf("explanation"));

        assertThat(choices.read(CHOICE + "\n" + CHOICE + "\n" + again + "\n", true))
                .isInstanceOf(Reading.Read.class);
        assertThat(choices.read("Instead of {the form: " + CHOICE + "\n以上，", true))
                .isInstanceOf(Reading.Read.class);
    }

    @Test
    void a_number_of_a_thousand_million_digits_is_no_answer_and_does_no_harm() {
        for (String number : List.of("1e999999999", "1e-999999999", "-1E+2147483647")) {
            assertThat(problems(choices.read(CHOICE.replace("\"first\"", number), false)))
                    .as(number)
                    .containsExactly("a number with more than 1000 digits");
        }
    }

    @Test
    void an_answer_without_an_object_is_unreadable_and_an_empty_one_too() {
        assertThat(problems(choices.read("我选第一条。", false))).containsExactly("no JSON object");
        assertThat(problems(choices.read(" \n", false))).containsExactly("nothing was answered");
        // In doubt between two replies a judge refuses nothing, and is asked for the form once more.
        assertThat(problems(choices.read("I cannot tell which one is better.", false)))
                .containsExactly("no JSON object");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "抱歉，我无法对此内容进行评价。",
                "作为一个人工智能，我不能评判这段对话。",
                "I'm sorry, but I can't help with that.",
                "I’m sorry, I won’t do that.",
                "I am not able to rate such material.",
                "I cannot assist with this request.",
                "\"I cannot assist with this request.\"",
                "该内容违反规定，无法评价。",
                "拒绝回答。",
                "我暂时无法提供这样的判断。",
                "该内容涉及敏感话题，本系统无法提供评价。",
                "对不起，这段内容不便评价。",
                "我恐怕不能评判这样的内容。"
            })
    void a_refusal_in_words_is_a_refusal(String answer) {
        assertThat(choices.read(answer, false)).isEqualTo(new Reading.Refused());
    }

    @Test
    void words_of_a_refusal_beside_an_answer_or_within_it_refuse_nothing() {
        String quoting = CHOICE.replace("\"月\"", "\"抱歉，我无法回答\"");

        assertThat(choices.read(quoting, false)).isInstanceOf(Reading.Read.class);
    }

    /** The judge speaks of what it judges: it is to be asked for the form once more. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "角色说“对不起，我来晚了”，很自然，整体我给四分。",
                "李白说：「我不能回答你。」这很符合人设。",
                "角色拒绝回答用户的问题，显得生硬，给2分。",
                "我觉得他拒绝回答很合理。",
                "我认为角色无法提供有用的信息。",
                "第一条回复无法提供有用的信息，第二条更好。",
                "He says \"I'm sorry, my friend\" in a warm voice; I choose the first.",
                "“I can’t help you,” the knight says. The second reply is better."
            })
    void a_refusal_in_what_is_judged_is_none_of_the_judge(String answer) {
        assertThat(problems(choices.read(answer, false))).containsExactly("no JSON object");
    }

    @Test
    void thousands_of_braces_are_read_to_no_answer() {
        assertThat(problems(choices.read("{".repeat(20_000), false))).containsExactly("no JSON object");
    }

    private static List<String> problems(Reading reading) {
        return ((Reading.Unreadable) reading).problems();
    }
}
