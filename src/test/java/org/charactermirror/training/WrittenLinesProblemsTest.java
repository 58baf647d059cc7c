package org.charactermirror.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.problem.BadInputException;
import org.junit.jupiter.api.Test;

class WrittenLinesProblemsTest {

    private static final String VOICE = """
            character: lamp
            openers: [嗯，]
            closers: [对吧？]
            answers:
              food: [灯油。]
              sleep: [天亮再睡。]
            more:
              food: [要菜籽油。]
            """;

    private static final String PHRASINGS = """
            intents:
              food: [你吃什么？]
              sleep: [你睡了吗？]
            more: [再说说。]
            more_named:
              food: [哪种好吃？]
            prefixes: [那个，]
            suffixes: [，好吗？]
            reactions: [真的呀。]
            """;

    private final Map<String, String> files = new HashMap<>(Map.of(
            "voices/lamp.yaml",
            VOICE,
            "phrasings.yaml",
            PHRASINGS,
            "scenario-intents.yaml",
            "walk: [none, food, food.more/sleep]\n"));

    @Test
    void complete_files_are_read_in_their_order() {
        WrittenLines lines = WrittenLines.read(List.of("lamp"), this::file);
        assertThat(lines.voice("lamp"))
                .isEqualTo(new Voice(
                        "lamp",
                        List.of("嗯，"),
                        List.of("对吧？"),
                        Map.of("food", List.of("灯油。"), "sleep", List.of("天亮再睡。")),
                        Map.of("food", List.of("要菜籽油。"))));
        assertThat(lines.phrasings().intents().keySet()).containsExactly("food", "sleep");
        assertThat(lines.scenarioIntents().get("walk"))
                .containsExactly(
                        new IntentLabel(List.of()),
                        new IntentLabel(List.of("food")),
                        new IntentLabel(List.of("food.more", "sleep")));
    }

    @Test
    void a_missing_key_is_told_and_not_taken_for_an_empty_list() {
        files.put("voices/lamp.yaml", VOICE.replace("closers: [对吧？]\n", ""));
        assertProblems("training/voices/lamp.yaml:1:1: closers is missing; expected a list of at least one line");
    }

    @Test
    void an_intent_without_lines_or_with_a_number_for_a_line_is_told_with_its_place() {
        files.put("voices/lamp.yaml", VOICE.replace("[灯油。]", "[]").replace("天亮再睡。", "7"));
        assertProblems(
                "training/voices/lamp.yaml:5:9: answers.food is a list of 0; expected a list of at least one line",
                "training/voices/lamp.yaml:6:11: item 1 of answers.sleep is 7; expected text on one line");
    }

    @Test
    void an_intent_that_users_ask_for_and_the_character_lacks_is_told_before_it_is_needed() {
        files.put("voices/lamp.yaml", VOICE.replace("  sleep: [天亮再睡。]\n", ""));
        assertProblems("training/voices/lamp.yaml:4:1: answers has no lines for sleep, which users ask for;"
                + " write at least one");
    }

    @Test
    void an_intent_that_nobody_asks_for_is_told_with_what_may_be_meant() {
        files.put("voices/lamp.yaml", VOICE.replace("  sleep:", "  slep:"));
        assertProblems(
                "training/voices/lamp.yaml:6:3: unknown intent \"slep\" in answers; did you mean \"sleep\"?",
                "training/voices/lamp.yaml:4:1: answers has no lines for sleep, which users ask for; write at least one");
    }

    @Test
    void the_problems_of_all_files_are_told_at_once() {
        files.put("voices/lamp.yaml", VOICE.replace("character: lamp", "character: clock"));
        files.put("phrasings.yaml", PHRASINGS.replace("more_named:\n  food:", "more_named:\n  tea:"));
        files.put("scenario-intents.yaml", "walk: [none, tea/sleep]\n");
        assertProblems(
                List.of("lamp", "clock"),
                "training/phrasings.yaml:6:3: unknown intent \"tea\" in more_named; phrasings.yaml has the known ones",
                "training/voices/lamp.yaml:1:12: character is clock, but the file is that of lamp",
                "training/voices/lamp.yaml:8:3: unknown intent \"food\" in more; phrasings.yaml has the known ones",
                "training/voices/lamp.yaml:7:1: more has no lines for tea, which users ask for; write at least one",
                "training/voices/clock.yaml: missing; the training needs it",
                "training/scenario-intents.yaml:1:14: \"tea\" is no intent of phrasings.yaml");
    }

    private void assertProblems(String... expected) {
        assertProblems(List.of("lamp"), expected);
    }

    private void assertProblems(List<String> characters, String... expected) {
        assertThatThrownBy(() -> WrittenLines.read(characters, this::file))
                .isInstanceOf(BadInputException.class)
                .hasMessage(String.join("\n", expected));
    }

    private Optional<byte[]> file(String name) {
        return Optional.ofNullable(files.get(name)).map(text -> text.getBytes(StandardCharsets.UTF_8));
    }
}
