package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What can be said of a run at one machine, and of one on Spark. */
class RunOptionsSparkTest {

    @Test
    void both_ways_to_run_a_study_offer_the_same() {
        Map<String, String> plain = options(Main.commandLine(List.of(), Map.of()));
        Map<String, String> cluster = options(SparkMain.commandLine(opener -> opener));

        assertThat(cluster.keySet()).containsExactlyElementsOf(plain.keySet());
        for (String person : List.of("--interactive", "--annotator")) {
            assertThat(cluster.remove(person)).startsWith("Is refused");
            plain.remove(person);
        }
        assertThat(cluster)
                .containsKeys("--out", "--batch", "--budget", "STUDY")
                .isEqualTo(plain);
    }

    /** Returns what help says of each option and parameter of {@code run}. */
    private static Map<String, String> options(CommandLine program) {
        Map<String, String> options = new TreeMap<>();
        CommandLine run = Objects.requireNonNull(program.getSubcommands().get("run"));
        run.getCommandSpec().args().forEach(argument -> {
            String name = argument instanceof CommandLine.Model.OptionSpec option
                    ? option.longestName()
                    : argument.paramLabel();
            options.put(
                    name,
                    argument.paramLabel() + " " + argument.defaultValue() + " "
                            + String.join(" ", argument.description()));
        });
        options.replaceAll(
                (name, text) -> text.contains("Is refused") ? text.substring(text.indexOf("Is refused")) : text);
        return options;
    }
}
