package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanCommandTest {

    private static final String[] RATING = {
        "plan", "--kind", "rating", "--simulations", "200", "--most", "30x20", "--difference", "0.5"
    };

    private final Terminal terminal = new Terminal();

    @TempDir
    Path folder;

    private int run(String[] first, String more) {
        List<String> words = new ArrayList<>(List.of(first));
        words.addAll(List.of(more.split(" ")));
        return terminal.run(words.toArray(String[]::new));
    }

    @Test
    void the_answer_has_the_power_the_smallest_p_and_the_smallest_designs() {
        assertThat(run(RATING, "--design 8x12 --annotator-sd 0.3 --character-sd 0.4 --residual-sd 1.2"))
                .as(terminal.err())
                .isEqualTo(ExitCode.DONE);
        assertThat(terminal.out().lines().toList())
                .contains(
                        "Design 8x12: 8 annotators and 12 characters, 1 dialogue of each model with each character, each"
                                + " judged by all",
                        "To be found: a difference of 0.5 points between one of 2 models and each other one",
                        "Spread of differences: annotators 0.3, characters 0.4, dialogues 0, judgements 0; residual 1.2",
                        "Test: the larger p by annotators and by characters, corrected for 1 pair, below 0.05, and a 95 % interval"
                                + " that leaves out 0",
                        "Smallest design for a power of 0.8, up to 30 annotators and 20 characters in all:");
        assertThat(terminal.out())
                .containsPattern(
                        "\nPower 0\\.5\\d\\d \\(0\\.\\d{3} to 0\\.\\d{3}\\); the smallest corrected p that this design can"
                                + " reach is 0\\.0078\n")
                .containsPattern("\n  annotators: \\d+x12 has 0\\.\\d{3} \\(.*\\); \\d+x12 has 0\\.\\d{3}")
                .containsPattern("\n  both: \\d+x\\d+ has 0\\.\\d{3}");
        assertThat(terminal.err()).startsWith("8x12: power 0.5");
    }

    @Test
    void a_design_that_cannot_reach_significance_is_told_with_what_could() {
        run(RATING, "--design 4x24 --annotator-sd 0.3 --character-sd 0.4 --residual-sd 1.2 --models 3");
        assertThat(terminal.out())
                .contains(
                        "Power 0: this design cannot reach significance, whatever the difference. With 4 annotators and 24"
                                + " characters the smallest p is 0.1250, corrected for 3 pairs 0.3750; 7 of each are the least"
                                + " that can\n")
                .contains("  characters: not within bounds; 4x20 has 0, as it cannot reach significance\n");
    }

    @Test
    void everything_that_is_missing_or_wrong_is_told_at_once() {
        assertThat(terminal.run(
                        "plan",
                        "--kind",
                        "turn_errors",
                        "--design",
                        "1x24",
                        "--difference",
                        "3",
                        "--ties",
                        "10",
                        "--rate",
                        "120",
                        "--character-sd",
                        "-1",
                        "--power",
                        "1",
                        "--dialogues",
                        "0",
                        "--models",
                        "1",
                        "--most",
                        "5"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).isEqualTo("""
                --design is 1x24, without rounds; in turn_errors each reply is judged, so that it must be such as 1x24x20
                annotators of --design are 1; the least is 2
                --dialogues is 0; the least is 1
                --most is 5; it must be annotators x characters, such as 100x240
                --models is 1; the least is 2
                --power is 1; it lies between 0 and 1
                --character-sd is -1; a standard deviation is 0 or more
                --annotator-sd is missing; give it, or a --pilot to estimate it from
                --rate is 120; it is from 0 to 100
                --ties is for pairwise, not for turn_errors
                See: charmirror plan --help
                """);
        assertThat(terminal.out()).isEmpty();
    }

    @Test
    void more_than_can_be_simulated_is_refused() {
        String spread = " --annotator-sd 1 --character-sd 1 --residual-sd 1";
        assertThat(run(RATING, "--design 99999x99999 --nested --models 101" + spread))
                .isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).isEqualTo("""
                --design is 99999x99999; that is 9,999,800,001 judged dialogues of each model, and the most is 1,000,000
                --models is 101; the most is 100
                See: charmirror plan --help
                """);
    }

    @Test
    void a_difference_that_cannot_be_is_refused() {
        String spread = "--annotator-sd 1 --character-sd 1";
        assertThat(terminal.run(
                        ("plan --kind turn_errors --design 8x8x5 --difference -5 --rate 3 " + spread).split(" ")))
                .isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err())
                .startsWith("--difference is -5; from a rate of 3 it would lead to -2 flags per 100\n");
        terminal.run(("plan --kind pairwise --design 8x8x5 --difference 95 --ties 10 " + spread).split(" "));
        assertThat(terminal.err())
                .startsWith("--difference is 95; with 10 percent ties wins and losses differ by at most 90\n");
        terminal.run(("plan --kind rating --design 8by8 --difference 1 --residual-sd 1 " + spread).split(" "));
        assertThat(terminal.err())
                .startsWith("--design is 8by8; it must be annotators x characters x rounds, such as 10x24x20\n");
    }

    @Test
    void a_pilot_says_what_is_not_given_and_what_its_rows_are() throws IOException {
        assertThat(run(RATING, "--design 8x12 --pilot annotations/demo --annotator-sd 0.25 --json"))
                .as(terminal.err())
                .isEqualTo(ExitCode.DONE);
        JsonNode json = new ObjectMapper().readTree(terminal.out());
        assertThat(json.path("format").asText()).isEqualTo("charmirror.plan/1");
        assertThat(json.at("/spread/annotator_sd").asDouble()).isEqualTo(0.25);
        assertThat(json.at("/spread/residual_sd").asDouble()).isPositive();
        assertThat(json.path("from_pilot")).extracting(JsonNode::asText).contains("character", "residual");
        assertThat(json.at("/pilot/origin").asText()).isEqualTo("synthetic");
        assertThat(json.path("notes"))
                .extracting(JsonNode::asText)
                .contains(
                        "The pilot's rows are of the origin synthetic: they do not show how people's judgements vary.");
        assertThat(json.at("/power/power").asDouble()).isBetween(0.0, 1.0);
        assertThat(json.path("search")).hasSize(3);
        String first = terminal.out();
        run(RATING, "--design 8x12 --pilot annotations/demo --annotator-sd 0.25 --json");
        assertThat(terminal.out()).isEqualTo(first);
    }

    @Test
    void a_pilot_of_comparisons_says_how_many_are_ties() throws IOException {
        assertThat(terminal.run(
                        ("plan --kind pairwise --design 8x12x5 --difference 20 --simulations 50 --most 12x12 --json"
                                        + " --pilot annotations/demo-pairwise")
                                .split(" ")))
                .as(terminal.err())
                .isEqualTo(ExitCode.DONE);
        JsonNode json = new ObjectMapper().readTree(terminal.out());
        List<String> rows = Files.readAllLines(Path.of("annotations/demo-pairwise/preferences.csv"));
        long ties = rows.stream()
                .filter(row -> row.contains(",tie,") || row.contains(",both_bad,"))
                .count();
        assertThat(json.at("/spread/ties").asDouble())
                .isEqualTo(Plain.exact(100.0 * ties / (rows.size() - 1)).doubleValue());
    }

    @Test
    void a_pilot_that_does_not_help_is_told() throws IOException {
        assertThat(run(RATING, "--design 8x12 --pilot nowhere")).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err()).isEqualTo("nowhere: no such folder\n");
        Files.writeString(folder.resolve("ratings.csv"), """
                annotator,model,character,session,overall
                a,x,c1,x1,4
                a,x,c2,x2,3
                a,y,c1,y1,2
                a,y,c2,y2,3
                """);
        assertThat(run(RATING, "--design 8x12 --pilot " + folder)).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).isEqualTo("""
                --annotator-sd is missing, and the pilot does not say it: there is only 1
                --character-sd is missing, and the pilot does not say it: they cannot be told apart from single rows
                See: charmirror plan --help
                """);
        assertThat(run(RATING, "--design 8x12 --column safety --pilot " + folder))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err())
                .isEqualTo(folder + ": no row of rating judges safety; name another --column or --kind\n");
        assertThat(run(RATING, "--design 8x12 --column safty --pilot " + folder))
                .isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err())
                .startsWith(
                        "--column is safty; in rating it is one of overall, consistency, human_likeness, engagement,"
                                + " quality, safety, correctness\n");
    }
}
