package org.charactermirror.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.charactermirror.character.CharacterLibrary;
import org.charactermirror.character.CharacterProfile;
import org.charactermirror.problem.Problems;
import org.charactermirror.scenario.Scenario;
import org.charactermirror.scenario.ScenarioLibrary;
import org.charactermirror.scenario.ScriptedTurn;
import org.junit.jupiter.api.Test;

class WrittenLinesTest {

    private static final Path HOME = Path.of(System.getProperty("charmirror.home"));

    private final WrittenLines lines =
            WrittenLines.shipped(characters().stream().map(CharacterProfile::id).toList());
    private final Phrasings phrasings = lines.phrasings();

    @Test
    void no_line_is_written_twice() {
        Set<String> seen = new HashSet<>();
        List<String> twice = new ArrayList<>();
        for (Voice voice : lines.voices().values()) {
            Stream.concat(voice.answers().values().stream(), voice.more().values().stream())
                    .flatMap(List::stream)
                    .filter(line -> !seen.add(line))
                    .forEach(twice::add);
        }
        assertThat(twice).isEmpty();
    }

    @Test
    void no_wording_of_a_shipped_scenario_is_in_the_training_text() {
        List<String> phrased = Stream.of(
                        phrasings.intents().values().stream().flatMap(List::stream),
                        phrasings.moreNamed().values().stream().flatMap(List::stream),
                        phrasings.more().stream(),
                        phrasings.reactions().stream())
                .flatMap(lines -> lines)
                .map(WrittenLinesTest::bare)
                .filter(line -> line.length() > 5)
                .toList();
        List<String> found = new ArrayList<>();
        for (Scenario scenario : scenarios()) {
            for (String turn :
                    scenario.turns().stream().flatMap(ScriptedTurn::messages).toList()) {
                String message = bare(turn);
                phrased.stream()
                        .filter(line -> line.contains(message) || message.contains(line))
                        .forEach(line -> found.add(scenario.id() + ": " + line));
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void every_message_of_a_shipped_scenario_has_a_label() {
        for (Scenario scenario : scenarios()) {
            assertThat(lines.scenarioIntents().get(scenario.id()))
                    .as(scenario.id())
                    .hasSameSizeAs(scenario.turns());
        }
    }

    private static List<CharacterProfile> characters() {
        Problems problems = new Problems();
        List<CharacterProfile> all =
                CharacterLibrary.load(HOME.resolve("characters"), problems).all();
        assertThat(problems.all()).isEmpty();
        assertThat(all).hasSize(24);
        return all;
    }

    private static List<Scenario> scenarios() {
        Problems problems = new Problems();
        List<Scenario> all =
                ScenarioLibrary.load(HOME.resolve("scenarios"), problems).all();
        assertThat(problems.all()).isEmpty();
        assertThat(all).hasSize(9);
        return all;
    }

    /** Without placeholders and punctuation. */
    private static String bare(String text) {
        return text.replaceAll("\\{[a-z_]+}", "").replaceAll("[\\p{P}\\s]", "");
    }
}
