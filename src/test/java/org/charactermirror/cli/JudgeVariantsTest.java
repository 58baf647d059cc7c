package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Judges that always take the reply that stands first, but for the third round, which is a tie to them. */
class JudgeVariantsTest {

    @TempDir
    Path folder;

    private final JudgingEndpoint endpoint = new JudgingEndpoint();
    private final Terminal terminal = new Terminal();
    private Path run;

    @BeforeEach
    void judge() throws IOException {
        run = folder.resolve("run");
        endpoint.judging(question -> {
            String choice = JudgingEndpoint.text(question, 1).contains("第 3 轮") ? "tie" : "first";
            return JudgingEndpoint.answer(
                    "{\"evidence_first\": \"\", \"evidence_second\": \"\", \"explanation\": \"\", \"choice\": \""
                            + choice + "\"}",
                    true);
        });
        Path study = Files.writeString(folder.resolve("study.yaml"), """
                id: pairs
                kind: pairwise
                baseline: one
                continuation: alternate
                models:
                  - {id: one, provider: openai, base_url: "URL", model: far-1}
                  - {id: two, provider: openai, base_url: "URL", model: far-2}
                judges:
                  - {id: dropping, provider: openai, base_url: "URL", model: far-3, order_rule: drop}
                  - {id: strict, provider: openai, base_url: "URL", model: far-3}
                characters: [xiang-yu, li-bai]
                scenarios: [chat-1]
                rounds: 3
                seed: 7
                """.replace("URL", endpoint.url()));
        succeed("run", study.toString(), "--out", run.toString());
        succeed("judge", run.toString());
    }

    @AfterEach
    void stop() {
        endpoint.close();
    }

    private void succeed(String... words) {
        assertThat(terminal.run(words)).as(terminal.err()).isZero();
    }

    private List<JsonNode> choices(String... more) throws IOException {
        List<String> words = new ArrayList<>(List.of("report", run.toString()));
        words.addAll(List.of(more));
        succeed(words.toArray(String[]::new));
        JsonNode json =
                new ObjectMapper().readTree(run.resolve("report/report.json").toFile());
        List<JsonNode> choices = new ArrayList<>();
        json.at("/judge_sensitivity/choices").forEach(choices::add);
        return choices;
    }

    private static String summary(JsonNode choice) {
        JsonNode figure = choice.at("/figures/0");
        return choice.path("what").asText() + " " + choice.path("judge").asText("-") + " "
                + choice.at("/rows/preferences") + ": "
                + Math.round(figure.at("/all_judges/value").asDouble()) + " of "
                + figure.at("/all_judges/n") + ", "
                + Math.round(figure.at("/this_choice/value").asDouble()) + " of "
                + figure.at("/this_choice/n");
    }

    @Test
    void what_a_judge_dropped_for_contradicting_itself_shows_in_either_order() throws IOException {
        // Two characters: dropping has rows of the third round alone, strict of three rounds, all of them ties. With
        // one's reply
        // first both say that it wins in rounds 1 and 2: 8 wins and 4 ties, 100 * 8 / 12.
        assertThat(choices().stream().map(JudgeVariantsTest::summary))
                .containsExactly(
                        "alone dropping 2: 0 of 8, 0 of 2",
                        "alone strict 6: 0 of 8, 0 of 6",
                        "a_first - 12: 0 of 8, 67 of 12",
                        "b_first - 12: 0 of 8, -67 of 12");
    }

    @Test
    void how_often_the_first_reply_was_chosen_counts_pairs_that_came_to_nothing_and_calibration_warns_that_rows_do_not()
            throws IOException {
        String told = """
                judge dropping, preferences: 6 judged: 2 scored, 4 missing
                  4 of 6 pairs judged differently in the other order
                  8 of 8 times it chose the reply that stood first
                """;
        assertThat(terminal.out()).contains(told);
        StringBuilder people = new StringBuilder("study,session,annotator,model_a,model_b,turn,outcome\n");
        for (String line : Files.readAllLines(run.resolve(JudgeCommand.EXPORT))) {
            JsonNode one = new ObjectMapper().readTree(line);
            if (one.path("judge").asText().equals("strict")) {
                people.append("pairs,").append(one.path("session").asText()).append(",王芳,one,two,");
                people.append(one.path("turn")).append(",win\n");
            }
        }
        Path file = Files.writeString(folder.resolve("people.csv"), people);
        succeed("annotate", "import", run.toString(), file.toString());

        succeed("judge", "calibrate", run.toString());

        assertThat(terminal.out())
                .contains(told
                        + "  WARNING: it has no rows of pairs that it judged differently (order_rule: drop), so that"
                        + " shares of the reply shown first, if taken from rows, say nothing of it\n");
    }

    @Test
    void rows_that_rules_leave_out_are_in_no_choice() throws IOException {
        JsonNode first = new ObjectMapper()
                .readTree(Files.readAllLines(run.resolve(JudgeCommand.EXPORT)).get(0));
        Path rules = Files.writeString(folder.resolve("rules.yaml"), """
                exclusions:
                  annotators: [{name: strict, reason: too strict}]
                gold:
                  - {session: SESSION, turn: 1, expect: {better: tie}}
                """.replace(
                        "SESSION", "\"" + first.path("session").asText() + "\""));

        // Of dropping's two rows and six judgements one is a check.
        assertThat(choices("--exclusions", rules.toString()).stream().map(JudgeVariantsTest::summary))
                .containsExactly("a_first - 5: 0 of 2, 60 of 5", "b_first - 5: 0 of 2, -60 of 5");
    }
}
