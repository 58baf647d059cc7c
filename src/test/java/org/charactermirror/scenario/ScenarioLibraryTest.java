package org.charactermirror.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.charactermirror.problem.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioLibraryTest {

    @TempDir
    Path folder;

    private final Problems problems = new Problems();

    @Test
    void messages_carry_the_names_of_the_two_people() throws IOException {
        write(20, "{user_name}问{bot_name}：{bot_name}好吗？");

        Scenario scenario = load().find("walk").orElseThrow();

        assertThat(problems.all()).isEmpty();
        assertThat(scenario.turns()).hasSize(20);
        assertThat(scenario.turns().get(0).named("项羽", "小$1舟").message(List.of()))
                .isEqualTo("小$1舟问项羽：项羽好吗？");
    }

    @Test
    void fewer_than_twenty_messages_are_a_problem() throws IOException {
        write(19, "你好。");
        assertThat(load().all()).isEmpty();
        assertThat(messages())
                .containsExactly(":7:3: turns is a list of 19; expected a list of at least 20 messages of the user");
    }

    @Test
    void an_unknown_placeholder_is_a_problem_with_its_place() throws IOException {
        write(20, "{name}，你好{。");
        assertThat(load().all()).isEmpty();
        assertThat(messages())
                .containsExactly(
                        ":7:5: item 1 of turns has the unknown placeholder {name}; expected {bot_name} or {user_name}",
                        ":7:5: item 1 of turns has the unknown placeholder {; expected {bot_name} or {user_name}");
    }

    @Test
    void a_message_that_is_said_twice_is_a_warning() throws IOException {
        write(20, "第3句。");
        load().warnOfRepeats(problems);
        assertThat(messages())
                .containsExactly(
                        ":9:5: warning: item 3 of turns repeats item 1: \"第3句。\"; a repeated message invites a repeated"
                                + " reply");
    }

    @Test
    void a_message_that_is_not_text_is_a_problem() throws IOException {
        write(20, "42");
        load();
        assertThat(messages()).containsExactly(":7:5: item 1 of turns is 42; expected text on one line");
    }

    private void write(int turns, String first) throws IOException {
        String lines = IntStream.rangeClosed(1, turns)
                .mapToObj(turn -> "  - \"" + (turn == 1 ? first : "第" + turn + "句。") + "\"\n")
                .collect(Collectors.joining());
        Files.writeString(
                folder.resolve("walk.yaml"),
                "id: walk\ntitle: 散步\ntopic: chat\nlanguage: zh\nsituation: 傍晚。\nturns:\n"
                        + lines.replace("\"42\"", "42") + "source: 原创\nlicense: Apache-2.0\n");
    }

    private ScenarioLibrary load() {
        return ScenarioLibrary.load(folder, problems);
    }

    private List<String> messages() {
        return problems.all().stream()
                .map(problem -> problem.toString().substring(problem.source().length()))
                .toList();
    }
}
