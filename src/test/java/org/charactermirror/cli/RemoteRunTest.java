package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.charactermirror.chat.remote.Answers;
import org.charactermirror.chat.remote.FakeEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line with models behind a real endpoint on this machine. */
class RemoteRunTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private final FakeEndpoint endpoint = FakeEndpoint.start();
    private final Terminal terminal = new Terminal();
    private Path study;
    private Path key;
    private Path out;

    @BeforeEach
    void writeTheStudy() throws IOException {
        study = folder.resolve("remote.yaml");
        key = folder.resolve("key");
        out = folder.resolve("out");
        Files.writeString(key, "sk-secret\n");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        write("price: {prompt_per_million: 0.15, reply_per_million: 0.6, currency: USD}", "");
    }

    private void write(String more, String rest) throws IOException {
        Files.writeString(
                study,
                """
                id: remote
                kind: rating
                models:
                  - {id: far, provider: openai, base_url: "URL", model: far-1, api_key_file: "KEY", MORE}
                characters: [xiang-yu, li-bai]
                scenarios: [chat-1]
                rounds: 4
                seed: 7
                generation: {temperature: 0.9, top_p: 0.8, max_new_tokens: 64}
                """.replace("URL", endpoint.url())
                                .replace("KEY", key.toString())
                                .replace("MORE", more)
                        + rest);
    }

    @AfterEach
    void stop() {
        endpoint.close();
    }

    @Test
    void a_study_is_played_and_accounted_for() throws Exception {
        endpoint.next(Answers.status(429, "", "Retry-After", "0"));

        assertThat(terminal.run("run", study.toString(), "--out", out.toString(), "--json"))
                .as(terminal.err())
                .isEqualTo(ExitCode.DONE);

        JsonNode outcome = JSON.readTree(terminal.out());
        JsonNode usage = outcome.at("/usage/far/this_run");
        assertThat(outcome.get("turns").intValue()).isEqualTo(8);
        assertThat(usage.get("calls").intValue()).isEqualTo(8);
        assertThat(usage.get("attempts").intValue()).isEqualTo(9);
        assertThat(usage.get("retries")).hasToString("{\"rate_limited\":1}");
        assertThat(usage.get("replies").intValue()).isEqualTo(8);
        assertThat(usage.get("replies_without_usage").intValue()).isZero();
        assertThat(new BigDecimal(usage.get("cost").textValue())).isEqualByComparingTo(costOfTranscripts());
        assertThat(usage.get("currency").textValue()).isEqualTo("USD");
        assertThat(outcome.at("/usage/far/all_runs")).isEqualTo(usage);
        JsonNode record = JSON.readTree(out.resolve("run.json").toFile());
        assertThat(record.get("usage")).isEqualTo(outcome.get("usage"));
        assertThat(record.at("/models/0/facts/system_prompt").textValue()).startsWith("你现在是{bot_name}，");
        assertThat(record.at("/sessions/failed_by_kind")).hasToString("{}");
        assertThat(terminal.err())
                .contains(
                        "model far: 8 replies asked for, 8 came, with 9 requests (again after rate_limited 1); tokens: ");
    }

    @Test
    void the_key_is_in_the_requests_and_nowhere_else() throws Exception {
        endpoint.next(Answers.status(401, "{\"error\":{\"message\":\"Incorrect API key provided: sk-secret\"}}"));

        assertThat(terminal.run("run", study.toString(), "--out", out.toString()))
                .isEqualTo(ExitCode.FAILED_SESSIONS);

        assertThat(endpoint.requests().get(0).headers()).containsEntry("authorization", "Bearer sk-secret");
        assertThat(terminal.out() + terminal.err()).doesNotContain("sk-secret");
        assertThat(terminal.err())
                .contains("2 sessions failed (rejected 2); the reasons are in ")
                .contains(
                        "failed: far: the endpoint does not take the key (HTTP 401: Incorrect API key provided: [key])");
        try (Stream<Path> files = Files.walk(out)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain("sk-secret");
            }
        }
    }

    @Test
    void a_key_may_come_from_standard_input() throws Exception {
        Files.writeString(study, Files.readString(study).replace(key.toString(), "-"));
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream("sk-typed\n".getBytes(StandardCharsets.UTF_8)));
        try {
            assertThat(terminal.run("run", study.toString(), "--out", out.toString()))
                    .as(terminal.err())
                    .isEqualTo(ExitCode.DONE);
        } finally {
            System.setIn(before);
        }

        assertThat(endpoint.requests().get(0).headers()).containsEntry("authorization", "Bearer sk-typed");
    }

    @Test
    void a_missing_key_and_one_for_all_to_read_are_told() throws Exception {
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        terminal.run("run", study.toString(), "--out", out.toString());
        assertThat(terminal.err()).startsWith(key + " can be read by everybody on this machine; chmod 600 ");
        assertThat(terminal.run("validate", study.toString())).isEqualTo(ExitCode.DONE);
        assertThat(terminal.out())
                .contains(study + ":4:")
                .contains("warning: " + key + " can be read by everybody on this machine");

        Files.delete(key);
        Path other = folder.resolve("other");
        assertThat(terminal.run("run", study.toString(), "--out", other.toString()))
                .isEqualTo(ExitCode.MODEL_UNAVAILABLE);
        assertThat(terminal.err())
                .isEqualTo("Nothing was played:\n  far: there is no file " + key
                        + " (api_key_file); write the key into it\n");
        assertThat(other).doesNotExist();
        assertThat(terminal.run("validate", study.toString())).isEqualTo(ExitCode.DONE);
        assertThat(terminal.out()).contains("there is no file " + key + "; the model far cannot be asked");
    }

    @Test
    void an_endpoint_that_is_not_there_stops_before_anything_is_played() {
        endpoint.close();

        assertThat(terminal.run("run", study.toString(), "--out", out.toString()))
                .isEqualTo(ExitCode.MODEL_UNAVAILABLE);
        assertThat(terminal.err()).startsWith("model far: no connection to 127.0.0.1:");
        assertThat(out).doesNotExist();
    }

    @Test
    void a_finished_study_needs_its_endpoint_no_more() throws Exception {
        terminal.run("run", study.toString(), "--out", out.toString());
        endpoint.close();

        assertThat(terminal.run("run", study.toString(), "--out", out.toString()))
                .as(terminal.err())
                .isEqualTo(ExitCode.DONE);

        RunFiles.change(out, "UPDATE session SET state = 'planned' WHERE position = 1");
        RunFiles.change(out, "DELETE FROM turn WHERE turn = 4 AND session LIKE '%li-bai%'");
        assertThat(terminal.run("run", study.toString(), "--out", out.toString()))
                .isEqualTo(ExitCode.MODEL_UNAVAILABLE);
        assertThat(terminal.err()).contains("model far: no connection to 127.0.0.1:");
    }

    @Test
    void a_budget_stops_cleanly_counts_earlier_runs_and_can_be_raised() throws Exception {
        String[] run = {"run", study.toString(), "--out", out.toString(), "--batch", "1", "--budget", "0.0001"};

        assertThat(terminal.run(run)).isEqualTo(ExitCode.FAILED_SESSIONS);

        int turns = RunFiles.turns(out);
        BigDecimal spent = costOfTranscripts();
        assertThat(turns).isBetween(1, 7);
        assertThat(spent).isGreaterThanOrEqualTo(new BigDecimal("0.0001"));
        assertThat(terminal.err())
                .contains("Stopped: the budget of 0.0001 USD is spent: "
                        + spent.stripTrailingZeros().toPlainString()
                        + " in all runs of this folder. To go on, with a larger bound: charmirror run ");
        assertThat(RunFiles.query(out, "SELECT count(*) FROM session WHERE state = 'failed'"))
                .isEqualTo("0");

        assertThat(terminal.run(run)).as("nothing is left to spend").isEqualTo(ExitCode.FAILED_SESSIONS);
        assertThat(RunFiles.turns(out)).isEqualTo(turns);

        run[run.length - 1] = "10";
        assertThat(terminal.run(run)).isEqualTo(ExitCode.DONE);
        assertThat(RunFiles.turns(out)).isEqualTo(8);
        JsonNode usage = JSON.readTree(out.resolve("run.json").toFile()).at("/usage/far");
        assertThat(new BigDecimal(usage.at("/all_runs/cost").textValue())).isEqualByComparingTo(costOfTranscripts());
        assertThat(usage.at("/this_run/calls").intValue()).isEqualTo(8 - turns);
    }

    @Test
    void what_a_killed_run_had_not_written_down_is_found_in_its_turns() throws Exception {
        terminal.run("run", study.toString(), "--out", out.toString());
        String cost = RunFiles.query(out, "SELECT cost FROM model_usage");
        assertThat(RunFiles.change(out, "DELETE FROM model_usage")).isEqualTo(1);

        assertThat(terminal.run("run", study.toString(), "--out", out.toString()))
                .isEqualTo(ExitCode.DONE);

        assertThat(RunFiles.query(out, "SELECT cost FROM model_usage")).isEqualTo(cost);
        assertThat(RunFiles.query(out, "SELECT replies FROM model_usage")).isEqualTo("8");
    }

    @Test
    void a_budget_that_cannot_be_kept_ends_the_run() {
        endpoint.usually(request -> Answers.replyWithoutUsage());

        assertThat(terminal.run("run", study.toString(), "--out", out.toString(), "--batch", "1", "--budget", "5"))
                .isEqualTo(ExitCode.FAILED_SESSIONS);

        assertThat(terminal.err())
                .contains("Stopped: a budget of 5 USD cannot be kept: far did not tell the tokens of 1 of its replies");
    }

    @Test
    void tokens_that_were_not_told_are_null_in_the_transcripts() throws Exception {
        endpoint.usually(request -> Answers.replyWithoutUsage());

        assertThat(terminal.run("run", study.toString(), "--out", out.toString()))
                .isEqualTo(ExitCode.DONE);

        assertThat(Files.readString(out.resolve("transcripts.jsonl")).lines())
                .hasSize(8)
                .allMatch(line -> line.contains("\"prompt_tokens\":null,\"reply_tokens\":null,"));
        assertThat(terminal.err()).contains(", not told of 8 replies; cost: 0 USD, in all runs 0\n");
    }

    @Test
    void a_budget_needs_prices() throws Exception {
        write("limits: {attempts: 2}", "budget: 5.00\n");
        assertThat(terminal.run("run", study.toString(), "--dry-run")).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err())
                .isEqualTo(study + ":10:9: budget is 5, but there is no price of far; add price: {prompt_per_million:"
                        + " ..., reply_per_million: ..., currency: ...}, with 0 for what is free\n");

        write("limits: {attempts: 2}", "");
        assertThat(terminal.run("run", study.toString(), "--out", out.toString(), "--budget", "5"))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err()).startsWith("remote: budget is 5, but there is no price of far; ");
        assertThat(out).doesNotExist();
    }

    @Test
    void other_limits_prices_and_keys_do_not_keep_a_run_from_going_on() throws Exception {
        terminal.run("run", study.toString(), "--out", out.toString());
        key = folder.resolve("new-key");
        Files.writeString(key, "sk-new");
        write("limits: {concurrency: 2, requests_per_minute: 100000}, stream: true", "");

        assertThat(terminal.run("run", study.toString(), "--out", out.toString()))
                .as(terminal.err())
                .isEqualTo(ExitCode.DONE);

        write("system_prompt: '你是{bot_name}。'", "");
        assertThat(terminal.run("run", study.toString(), "--out", out.toString()))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err()).contains("model far system_prompt sha256 has changed (SHA-256 ");
    }

    @Test
    void a_dry_run_says_what_it_would_cost_at_most() throws Exception {
        write("system_prompt: 'ab', price: {prompt_per_million: 1, reply_per_million: 10, currency: CNY}", "");
        assertThat(terminal.run("run", study.toString(), "--dry-run", "--json")).isEqualTo(ExitCode.DONE);

        JsonNode estimate = JSON.readTree(terminal.out()).at("/at_most/0");
        // 2 characters, 4 rounds, 64 tokens each.
        assertThat(estimate.get("requests").intValue()).isEqualTo(8);
        assertThat(estimate.get("reply_tokens").intValue()).isEqualTo(512);
        long prompt = estimate.get("prompt_tokens").longValue();
        assertThat(new BigDecimal(estimate.get("cost").textValue()))
                .isEqualByComparingTo(BigDecimal.valueOf(prompt + 5120).movePointLeft(6));
        terminal.run("run", study.toString(), "--out", out.toString());
        long asked = endpoint.requests().stream()
                .mapToLong(request -> characters(request.body().get("messages")))
                .sum();
        assertThat(prompt)
                .as("twice the characters that are sent, with shorter replies than allowed")
                .isGreaterThan(asked);
        assertThat(endpoint.requests()).hasSize(8);
        assertThat(terminal.run("run", study.toString(), "--dry-run")).isEqualTo(ExitCode.DONE);
        assertThat(terminal.out())
                .contains("Remote models:\n  model far: 8 requests, ")
                .endsWith(
                        "At most: every reply as long as allowed, nothing asked twice, 2 tokens for a character outside"
                                + " ASCII, 1 for two characters of ASCII, 8 for a message.\n");
    }

    @Test
    void validate_says_what_a_model_is_not_told() throws Exception {
        Files.writeString(
                study,
                Files.readString(study).replace("max_new_tokens: 64", "max_new_tokens: 64, top_k: 5, max_length: 99"));
        assertThat(terminal.run("validate", study.toString())).isEqualTo(ExitCode.DONE);
        assertThat(terminal.out())
                .contains("warning: the model far is not told top_k 5, max_length 99: its replies are made with the"
                        + " endpoint's own settings; if it takes them, add send: [top_k, repetition_penalty]\n");
    }

    private static long characters(JsonNode messages) {
        long sum = 0;
        for (JsonNode message : messages) {
            sum += message.get("content").textValue().length();
        }
        return sum;
    }

    /** Computed from the transcripts: 0.15 for a million tokens of prompts, 0.6 for one of replies. */
    private BigDecimal costOfTranscripts() throws IOException {
        List<String> lines = Files.readAllLines(out.resolve("transcripts.jsonl"));
        BigDecimal cost = BigDecimal.ZERO;
        for (String line : lines) {
            JsonNode turn = JSON.readTree(line);
            cost = cost.add(new BigDecimal("0.00000015")
                            .multiply(turn.get("prompt_tokens").decimalValue()))
                    .add(new BigDecimal("0.0000006")
                            .multiply(turn.get("reply_tokens").decimalValue()));
        }
        return cost;
    }
}
