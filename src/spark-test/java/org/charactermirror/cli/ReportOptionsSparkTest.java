package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What can be said of a report at one machine, and of one on Spark. */
class ReportOptionsSparkTest {

    @Test
    void help_of_both_says_the_same_of_an_option_that_both_have_and_what_spark_refuses() {
        CommandLine plain = report(Main.commandLine(List.of(), Map.of()));
        CommandLine cluster = report(SparkMain.commandLine(opener -> opener));

        for (String option : List.of("--lang", "--cluster", "--exclusions", "--json")) {
            assertThat(described(cluster, option)).as(option).isEqualTo(described(plain, option));
        }
        assertThat(described(cluster, "--cluster"))
                .isEqualTo(
                        "What bootstrap intervals draw anew: annotator, character, session, both, or none, which Spark"
                                + " refuses (default: both where annotators and characters are crossed, otherwise annotator).");
    }

    private static CommandLine report(CommandLine program) {
        return Objects.requireNonNull(program.getSubcommands().get("report"));
    }

    private static String described(CommandLine command, String option) {
        return String.join(
                " ",
                Objects.requireNonNull(command.getCommandSpec().findOption(option))
                        .description());
    }
}
