package org.charactermirror.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.charactermirror.document.YamlDocument;
import org.charactermirror.problem.Problems;
import org.junit.jupiter.api.Test;

class BranchTest {

    private final Problems problems = new Problems();

    @Test
    void a_text_in_the_last_reply_decides_with_names_put_in_and_letters_of_any_size() {
        ScriptedTurn turn = second("{if: {reply_contains: [茶, \"{user_name}\", Wine]}, say: 好。, otherwise: 再说。}")
                .named("项羽", "小舟");

        assertThat(turn.message(List.of("喝茶吧"))).isEqualTo("好。");
        assertThat(turn.message(List.of("小舟，坐"))).isEqualTo("好。");
        assertThat(turn.message(List.of("some WINE?"))).isEqualTo("好。");
        assertThat(turn.message(List.of("{user_name}"))).isEqualTo("再说。");
        assertThat(turn.message(List.of(""))).isEqualTo("再说。");
    }

    @Test
    void a_single_text_needs_no_list() {
        assertThat(said("{if: {reply_contains: 茶}, say: 好。, otherwise: 再说。}", "茶"))
                .isEqualTo("好。");
    }

    @Test
    void an_expression_matches_anywhere_in_the_reply() {
        String turn = "{if: {reply_matches: '[0-9]{2,}岁'}, say: 好。, otherwise: 再说。}";
        assertThat(said(turn, "今年18岁了")).isEqualTo("好。");
        assertThat(said(turn, "今年八岁")).isEqualTo("再说。");
    }

    /** A backtracking matcher needs 2^40 steps for this reply. */
    @Test
    void no_expression_takes_more_time_than_the_reply_is_long() {
        assertThat(said("{if: {reply_matches: '^(啊+)+$'}, say: 好。, otherwise: 再说。}", "啊".repeat(40) + "！"))
                .isEqualTo("再说。");
    }

    @Test
    void a_reply_is_measured_in_characters_without_spaces_at_its_ends() {
        String turn = "{if: {reply_shorter_than: 3}, say: 短, otherwise: 长}";
        assertThat(said(turn, " 𠮷𠮷\n")).isEqualTo("短");
        assertThat(said(turn, "𠮷𠮷𠮷")).isEqualTo("长");
        String empty = "{if: {reply_is_empty: true}, say: 怎么不说话？, otherwise: 好。}";
        assertThat(said(empty, " \u3000")).isEqualTo("怎么不说话？");
        assertThat(said(empty, "嗯")).isEqualTo("好。");
    }

    @Test
    void conditions_are_joined_and_turned_round() {
        String turn = "{if: {all: [{reply_contains: 茶}, {not: {any: [{reply_contains: 酒}, {reply_shorter_than: 3}]}}]},"
                + " say: 好。, otherwise: 再说。}";
        assertThat(said(turn, "喝一杯茶")).isEqualTo("好。");
        assertThat(said(turn, "茶")).isEqualTo("再说。");
        assertThat(said(turn, "喝茶或喝酒")).isEqualTo("再说。");
    }

    @Test
    void an_earlier_reply_can_be_asked_and_otherwise_can_branch_again() {
        ScriptedTurn turn = read(
                        3,
                        "{if: {reply_contains: 茶, of_turn: 1}, say: 茶呢？, otherwise:"
                                + " {if: {reply_contains: 酒}, say: 酒呢？, otherwise: 都没有？}}")
                .get(2);

        assertThat(turn.message(List.of("茶", "酒"))).isEqualTo("茶呢？");
        assertThat(turn.message(List.of("水", "酒"))).isEqualTo("酒呢？");
        assertThat(turn.message(List.of("水", "茶"))).isEqualTo("都没有？");
        assertThat(turn.messages()).containsExactly("茶呢？", "酒呢？", "都没有？");
        assertThatThrownBy(() -> turn.message(List.of()))
                .hasMessage("a condition asks for the reply of turn 1, but there are 0 replies so far");
    }

    @Test
    void the_first_turn_has_no_reply_to_ask() {
        read(1, "{if: {reply_contains: 茶}, say: 好。, otherwise: 再说。}");
        assertThat(messages())
                .containsExactly(
                        "s:7:10: item 1 of turns has a condition, but there is no reply before it; write a plain"
                                + " message");
    }

    @Test
    void what_a_schema_cannot_see_is_told_with_its_place() {
        read(
                2,
                "{if: {any: [{reply_contains: 茶, of_turn: 2}, {reply_matches: '(茶'}, {reply_matches: '(?=茶)'}]},"
                        + " say: '{name}', otherwise: {if: {reply_contains: ['{x}']}, say: 好, otherwise: '}'}}");
        assertThat(messages())
                .containsExactly(
                        "s:8:46: item 2 of turns asks for the reply of turn 2; expected an earlier turn, 1 to 1",
                        "s:8:66: item 2 of turns has the expression \"(茶\", which cannot be used: missing closing ): (茶;"
                                + " write it as RE2 does (no look-around, no back-references)",
                        "s:8:89: item 2 of turns has the expression \"(?=茶)\", which cannot be used: invalid or"
                                + " unsupported Perl syntax: (?=; write it as RE2 does (no look-around, no"
                                + " back-references)",
                        "s:8:106: item 2 of turns has the unknown placeholder {name}; expected {bot_name} or {user_name}",
                        "s:8:150: item 2 of turns has the unknown placeholder {x}; expected {bot_name} or {user_name}",
                        "s:8:178: item 2 of turns has the unknown placeholder }; expected {bot_name} or {user_name}");
    }

    @Test
    void every_branch_says_one_message_and_every_condition_asks_one_thing() {
        for (String turn : List.of(
                "{if: {reply_contains: 茶}, say: 好。}",
                "{if: {}, say: 好。, otherwise: 再说。}",
                "{if: {of_turn: 1}, say: 好。, otherwise: 再说。}",
                "{if: {reply_contains: 茶, reply_is_empty: true}, say: 好。, otherwise: 再说。}",
                "{if: {all: [{reply_contains: 茶}], of_turn: 1}, say: 好。, otherwise: 再说。}",
                "{if: {all: []}, say: 好。, otherwise: 再说。}",
                "{if: {reply_contains: []}, say: 好。, otherwise: 再说。}",
                "{if: {reply_contians: 茶}, say: 好。, otherwise: 再说。}",
                "{if: {reply_is_empty: false}, say: 好。, otherwise: 再说。}",
                "{if: {any: [{reply_shorter_than: 0}]}, say: 好。, otherwise: 再说。}",
                "{if: 茶, say: 好。, otherwise: 再说。}",
                "{if: {not: {of_turn: x, reply_matches: 茶}}, say: [好], otherwise: 7, sya: 好}")) {
            read(2, turn);
        }
        assertThat(messages())
                .containsExactly(
                        "s:8:5: otherwise of item 2 of turns is missing; expected a message as text on one line, or the"
                                + " keys if, say and otherwise",
                        "s:8:10: if of item 2 of turns is a group of keys (); expected one of reply_contains,"
                                + " reply_matches, reply_shorter_than and reply_is_empty (with of_turn for another reply"
                                + " than the last), or one of all, any and not",
                        "s:8:10: if of item 2 of turns is a group of keys (of_turn); expected of_turn and one of"
                                + " reply_contains, reply_matches, reply_shorter_than and reply_is_empty",
                        "s:8:10: if of item 2 of turns is a group of keys (reply_contains, reply_is_empty); expected one"
                                + " condition; join several with all or any",
                        "s:8:16: if.all of item 2 of turns is a list of 1; expected no of_turn beside it; write of_turn"
                                + " with each reply_ condition",
                        "s:8:16: if.all of item 2 of turns is a list of 0; expected a list of at least one condition",
                        "s:8:27: if.reply_contains of item 2 of turns is a list of 0; expected at least one text",
                        "s:8:11: unknown key \"reply_contians\"; did you mean \"reply_contains\"?",
                        "s:8:27: if.reply_is_empty of item 2 of turns is false; expected true; put it under not for the"
                                + " opposite",
                        "s:8:38: reply_shorter_than of item 1 of if.any of item 2 of turns is 0; expected a whole number"
                                + " of characters from 1 to 10000",
                        "s:8:10: if of item 2 of turns is \"茶\"; expected one of reply_contains, reply_matches,"
                                + " reply_shorter_than and reply_is_empty (with of_turn for another reply than the"
                                + " last), or one of all, any and not",
                        "s:8:26: if.not.of_turn of item 2 of turns is \"x\"; expected a whole number from 1 to 1000: the"
                                + " turn whose reply is meant",
                        "s:8:54: say of item 2 of turns is a list of 1; expected text on one line",
                        "s:8:70: otherwise of item 2 of turns is 7; expected text on one line",
                        "s:8:73: unknown key \"sya\"; did you mean \"say\"?");
    }

    private String said(String turn, String reply) {
        return second(turn).message(List.of(reply));
    }

    private ScriptedTurn second(String turn) {
        return read(2, turn).get(1);
    }

    /** Reads a script of 20 messages of which one is written as given. */
    private List<ScriptedTurn> read(int number, String turn) {
        String turns = IntStream.rangeClosed(1, 20)
                .mapToObj(i -> "  - " + (i == number ? turn : "第" + i + "句。") + "\n")
                .collect(Collectors.joining());
        String text = "id: walk\ntitle: 散步\ntopic: chat\nlanguage: zh\nsituation: 傍晚。\nturns:\n" + turns
                + "source: 原创\nlicense: Apache-2.0\n";
        YamlDocument document = YamlDocument.parse("s", text.getBytes(StandardCharsets.UTF_8), problems)
                .orElseThrow(() -> new AssertionError(problems.all()));
        return ScenarioLibrary.SCHEMA.check(document, problems)
                ? ScriptReader.read(document, problems).orElse(List.of())
                : List.of();
    }

    private List<String> messages() {
        return problems.all().stream().map(Object::toString).toList();
    }
}
