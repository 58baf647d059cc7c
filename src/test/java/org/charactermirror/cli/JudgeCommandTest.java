package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.charactermirror.annotation.Rubric;
import org.charactermirror.chat.remote.Answers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgeCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    /** Played once, and copied for every test: two models, two characters, one scenario, three rounds. */
    @TempDir
    static Path once;

    private static final JudgingEndpoint PLAYING = new JudgingEndpoint();

    private final JudgingEndpoint endpoint = new JudgingEndpoint();
    private final Terminal terminal = new Terminal();
    private Path run;
    private Path judges;

    @BeforeEach
    void copyAStudy() throws IOException {
        run = folder.resolve("run");
        judges = folder.resolve("judges.yaml");
        if (!Files.exists(once.resolve("run"))) {
            run = once.resolve("run");
            play("rating", "");
            run = folder.resolve("run");
        }
        copy(run);
        writeJudges("{id: strict, JUDGE, wording: 2}");
    }

    @AfterEach
    void stop() {
        endpoint.close();
    }

    @AfterAll
    static void stopPlaying() {
        PLAYING.close();
    }

    private static void copy(Path to) throws IOException {
        Files.createDirectory(to);
        for (String file : List.of("study.db", "study.yaml", "run.json", "transcripts.jsonl")) {
            Files.copy(once.resolve("run").resolve(file), to.resolve(file));
        }
    }

    private void play(String kind, String more) throws IOException {
        Path study = folder.resolve(kind + ".yaml");
        Files.writeString(study, """
            id: small
            kind: KIND
            models:
              - {id: one, provider: openai, base_url: "URL", model: far-1}
              - {id: two, provider: openai, base_url: "URL", model: gpt-2}
            characters: [xiang-yu, li-bai]
            scenarios: [chat-1]
            rounds: 3
            seed: 7
            """.replace("URL", PLAYING.url()).replace("KIND", kind) + more);
        assertThat(terminal.run("run", study.toString(), "--out", run.toString()))
                .as(terminal.err())
                .isZero();
    }

    private void writeJudges(String... lines) throws IOException {
        StringBuilder text = new StringBuilder("judges:\n");
        for (String line : lines) {
            text.append("  - ")
                    .append(line.replace(
                            "JUDGE", "provider: openai, base_url: \"" + endpoint.url() + "\", model: gpt-9"))
                    .append('\n');
        }
        Files.writeString(judges, text);
    }

    private int judge(String... more) {
        List<String> words = new ArrayList<>(List.of("judge", run.toString(), "--judges", judges.toString()));
        words.addAll(List.of(more));
        return terminal.run(words.toArray(String[]::new));
    }

    private List<String> rows(String file) throws IOException {
        return Files.readAllLines(run.resolve("annotations").resolve(file));
    }

    @Test
    void dialogues_and_replies_are_judged_and_the_report_says_by_whom() throws IOException {
        assertThat(judge("--kind", "ratings,turn_errors")).as(terminal.err()).isEqualTo(ExitCode.DONE);

        // Four dialogues and twelve replies.
        assertThat(endpoint.judged()).isEqualTo(16);
        assertThat(terminal.out())
                .contains("judge strict, ratings: 4 judged: 4 scored\n")
                .contains("judge strict, turn errors: 12 judged: 12 scored\n")
                .contains("  WARNING: 2 items are of the judge's own family of models\n")
                .contains("judge strict, in all runs: 16 answers; tokens: 16,000 of prompts, 1,600 of answers; 16"
                        + " answers have no price\n")
                .endsWith("Next: charmirror report " + run + "\n");
        assertThat(rows("turn_errors.csv"))
                .filteredOn(line -> line.startsWith("small,"))
                .hasSize(12);
        assertThat(terminal.run("report", run.toString())).isZero();
        assertThat(Files.readString(run.resolve("report").resolve("report.md")))
                .contains("**A model’s judgements, not people’s.**");
    }

    @Test
    void a_judge_is_told_neither_models_nor_sessions() {
        judge("--kind", "ratings,turn_errors");

        assertThat(endpoint.questions())
                .allSatisfy(
                        question -> assertThat(question.body().path("messages").toString())
                                .doesNotContain("one.", "two.", "far-1", "gpt-2"));
    }

    @Test
    void the_same_command_again_asks_nothing_and_changes_no_byte() throws IOException {
        judge();
        List<String> before = rows("ratings.csv");

        assertThat(judge()).isEqualTo(ExitCode.DONE);

        assertThat(endpoint.judged()).isEqualTo(4);
        assertThat(rows("ratings.csv")).isEqualTo(before);
    }

    @Test
    void two_judges_that_would_ask_the_same_share_the_answer() throws IOException {
        writeJudges("{id: strict, JUDGE, order_rule: tie}", "{id: same, JUDGE, order_rule: drop}");

        judge();

        assertThat(endpoint.judged()).isEqualTo(4);
        assertThat(terminal.out())
                .contains("judge strict, ratings: 4 judged: 4 scored")
                .contains("judge same, ratings: 4 judged: 4 scored");
    }

    @Test
    void what_failed_is_asked_again_and_what_is_unreadable_or_refused_is_counted_and_left() throws IOException {
        endpoint.judging(question -> {
            String material = JudgingEndpoint.text(question, 1);
            if (material.contains("角色名：项羽")) {
                return JudgingEndpoint.answer("四分吧", true);
            }
            return Answers.status(400, "{\"error\":{\"message\":\"no such model\"}}");
        });

        assertThat(judge()).isEqualTo(ExitCode.FAILED_SESSIONS);

        assertThat(terminal.out())
                .contains("judge strict, ratings: 4 judged: 0 scored, 2 unparsable, 2 failed\n")
                .contains("asked again 4 times for 2 items");
        assertThat(terminal.err())
                .contains("2 items failed; the reasons are in " + run.resolve("judgements.jsonl")
                        + ". To try them again: the same command.");
        assertThat(run.resolve("annotations")).doesNotExist();

        endpoint.judging(question -> JudgingEndpoint.answer(JudgingEndpoint.judgement(question), true));
        assertThat(judge()).isEqualTo(ExitCode.DONE);
        assertThat(terminal.out()).contains("judge strict, ratings: 4 judged: 2 scored, 2 unparsable\n");
    }

    @Test
    void a_budget_is_kept_and_a_larger_one_goes_on() throws Exception {
        // 1,000 tokens of prompt at 1 a thousand and 100 of reply at 1 a thousand: an answer is 1.1.
        writeJudges("{id: strict, JUDGE, max_new_tokens: 100, price: {prompt_per_million: 1000,"
                + " reply_per_million: 1000, currency: USD}}");

        assertThat(judge("--budget", "5", "--json")).isEqualTo(ExitCode.FAILED_SESSIONS);

        JsonNode outcome = JSON.readTree(terminal.out());
        // Of a prompt guessed at some 3,600 tokens only one can be under way, and after two there is too little left.
        assertThat(outcome.at("/usage/strict/answers").intValue()).isEqualTo(2);
        assertThat(outcome.at("/open/strict").intValue()).isEqualTo(2);
        assertThat(outcome.at("/usage/strict/cost/USD").textValue()).isEqualTo("2.2");
        assertThat(outcome.path("budget").asText())
                .startsWith("the next request may cost ")
                .contains(", and 2.2 of the budget of 5 is spent");
        assertThat(judge("--budget", "100")).isEqualTo(ExitCode.DONE);
        assertThat(endpoint.judged()).isEqualTo(4);
        assertThat(terminal.out()).contains("cost: 4.4 USD\n");
    }

    @Test
    void a_budget_without_prices_is_refused_before_anything_is_asked() {
        assertThat(judge("--budget", "1")).isEqualTo(ExitCode.BAD_INPUT);

        assertThat(terminal.err()).contains("budget is 1, but there is no price of strict; add price: ");
        assertThat(endpoint.judged()).isZero();
    }

    @Test
    void a_budget_is_refused_where_earlier_answers_keep_it_from_being_added_up() throws IOException {
        // Four answers without a price, and then four in another currency than the price has now.
        judge();
        String price = ", price: {prompt_per_million: 1000, reply_per_million: 1000, currency: ";
        writeJudges("{id: strict, JUDGE, wording: 2" + price + "USD}}", "{id: other, JUDGE" + price + "CNY}}");
        judge("--judge", "other");
        writeJudges("{id: strict, JUDGE, wording: 2" + price + "USD}}", "{id: other, JUDGE" + price + "USD}}");

        assertThat(judge("--budget", "100")).isEqualTo(ExitCode.BAD_INPUT);

        assertThat(terminal.err())
                .isEqualTo(run + ": budget is 100, but judge strict had no price when it gave 4 answers; judge without"
                        + " --budget\n" + run
                        + ": budget is 100, but judge other has cost 4.4 CNY before, and its price is in USD now; give it"
                        + " in CNY again, or judge without --budget\n");
        assertThat(endpoint.judged()).isEqualTo(8);
    }

    @Test
    void a_plan_is_printed_and_nothing_is_asked() {
        assertThat(judge("--dry-run", "--kind", "turn_errors")).isEqualTo(ExitCode.DONE);

        assertThat(terminal.out())
                .startsWith("judge strict: 12 items, 12 requests, ")
                .contains(" tokens of prompts, 24,576 of answers; no price is given\n");
        assertThat(endpoint.judged()).isZero();
    }

    @Test
    void a_judge_that_changes_is_another_judge() throws IOException {
        judge();
        writeJudges("{id: strict, JUDGE, wording: 3, samples: 1}");

        assertThat(judge()).isEqualTo(ExitCode.BAD_INPUT);

        assertThat(terminal.err())
                .contains(run
                        + ": judge strict: wording was 2, now it is 3; undo it, or give the changed judge another id");
        assertThat(endpoint.judged()).isEqualTo(4);
    }

    @Test
    void pairs_are_judged_in_both_orders() throws IOException {
        run = folder.resolve("pairs");
        play("pairwise", "baseline: one\ncontinuation: alternate\n");

        assertThat(judge()).as(terminal.err()).isEqualTo(ExitCode.DONE);

        // Two characters, three turns, two orders.
        assertThat(endpoint.judged()).isEqualTo(12);
        assertThat(terminal.out())
                .contains("judge strict, preferences: 6 judged: 6 scored\n")
                .containsPattern(" of 6 pairs judged differently in the other order\n");
        assertThat(rows("preferences.csv").get(0))
                .endsWith(",self_family,evidence_found,reasks,order_consistent,outcome_a_first,outcome_b_first");

        assertThat(judge("--kind", "ratings")).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err())
                .contains("--kind is ratings, but in this study two models answer every message; judge it with --kind"
                        + " preferences");
    }

    @Test
    void a_report_says_how_conclusions_depend_on_judge_wording_and_order() throws IOException {
        run = folder.resolve("pairs");
        play("pairwise", "baseline: one\ncontinuation: alternate\n");
        writeJudges("{id: strict, JUDGE}", "{id: strict-2, JUDGE, wording: 2}", "{id: kind, JUDGE, wording: 3}");
        assertThat(judge()).as(terminal.err()).isEqualTo(ExitCode.DONE);

        assertThat(terminal.run("report", run.toString())).as(terminal.err()).isZero();

        assertThat(Files.readString(run.resolve("report").resolve("report.md")))
                .contains("## How far the judges’ conclusions depend on the judges\n")
                .contains("| only strict-2 | wording 2, temperature 0.0, samples 1, order both | ")
                .contains("| without kind | wording 3, ")
                .contains("| pairs with the second model’s reply first | – | ");
    }

    @Test
    void a_study_can_name_its_judges_itself_and_one_of_them_may_be_chosen() throws IOException {
        String judge = "provider: openai, base_url: \"" + endpoint.url() + "\", model: gpt-9}\n";
        run = folder.resolve("own");
        play("rating", "judges:\n  - {id: kind, " + judge + "  - {id: stern, wording: 3, " + judge);

        assertThat(terminal.run("judge", run.toString(), "--judge", "stern")).isEqualTo(ExitCode.DONE);

        assertThat(terminal.out()).contains("judge stern, ratings: 4 judged").doesNotContain("judge kind");
        assertThat(terminal.run("judge", run.toString(), "--judge", "sterm")).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err()).contains("--judge is \"sterm\", which is no judge here; did you mean \"stern\"?");
    }

    @Test
    void without_judges_or_a_study_the_remedy_is_told() {
        assertThat(terminal.run("judge", run.toString())).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err())
                .contains(run.resolve("study.yaml")
                        + ": has no judges; add the key judges to the study and run it again, or name a file with"
                        + " --judges");
        Path nowhere = folder.resolve("nowhere");
        assertThat(terminal.run("judge", nowhere.toString())).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err()).contains("holds no study to judge; play one with charmirror run STUDY --out ");
        assertThat(nowhere).doesNotExist();
    }

    @Test
    void a_rubric_of_ones_own_is_asked_with_and_one_that_lacks_something_is_refused() throws IOException {
        Path rubric = folder.resolve("rubric.properties");
        String shipped = shippedRubric();
        Files.writeString(rubric, shipped.replace("overall = 整体", "overall = 观感"));
        assertThat(judge("--rubric", rubric.toString())).as(terminal.err()).isEqualTo(ExitCode.DONE);
        assertThat(JudgingEndpoint.text(endpoint.questions().get(0), 0)).contains("- overall 观感: ");

        Files.writeString(rubric, shipped.replace("safety.3 = ", "safety.33 = "));
        assertThat(judge("--rubric", rubric.toString())).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err())
                .contains(rubric + ": unknown key \"safety.33\"; did you mean \"safety.3\"?")
                .contains(rubric + ": lacks safety.3; write what it says, as the shipped file does");
    }

    private static String shippedRubric() throws IOException {
        try (InputStream in = Rubric.class.getResourceAsStream("rubric.zh.properties")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void judging_that_is_killed_ends_as_one_that_was_left_alone() throws Exception {
        Path killed = run;
        endpoint.judging(
                question -> Answers.slowly(JudgingEndpoint.answer(JudgingEndpoint.judgement(question), true), 100));
        Process process = ProgramProcess.of(
                        Main.class,
                        "judge",
                        killed.toString(),
                        "--judges",
                        judges.toString(),
                        "--kind",
                        "turn_errors",
                        "--batch",
                        "1")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
        while (endpoint.judged() < 5 && process.isAlive()) {
            Thread.onSpinWait();
        }
        assertThat(process.isAlive()).as("killed before its end").isTrue();
        process.destroyForcibly().waitFor();
        assertThat(RunFiles.integrity(killed)).isEqualTo("ok");
        int kept = Integer.parseInt(RunFiles.query(killed, "SELECT count(*) FROM judge_answer"));
        assertThat(kept).isBetween(4, 5);

        assertThat(judge("--kind", "turn_errors")).isEqualTo(ExitCode.DONE);
        // The one under way when the process was killed may have been asked twice.
        assertThat(endpoint.judged()).isBetween(12, 13);
        List<String> resumed = rows("turn_errors.csv");

        run = folder.resolve("alone");
        copy(run);
        assertThat(judge("--kind", "turn_errors")).isEqualTo(ExitCode.DONE);
        assertThat(rows("turn_errors.csv")).isEqualTo(resumed);
    }
}
