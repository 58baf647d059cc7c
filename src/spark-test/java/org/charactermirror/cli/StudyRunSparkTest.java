package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.charactermirror.batch.StudyPlan;
import org.charactermirror.batch.spark.ExecutorStudy;
import org.charactermirror.batch.spark.StudyOpener;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.ModelDescription;
import org.charactermirror.chat.ModelUnavailableException;
import org.charactermirror.chat.ModelUsage;
import org.charactermirror.chat.glm.ComputeDevice;
import org.charactermirror.chat.remote.FakeEndpoint;
import org.charactermirror.scenario.ModelSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Studies on Spark in this process, compared with the plain runner's. */
@ExtendWith(TwoCores.class)
class StudyRunSparkTest {

    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @Test
    void a_pair_of_models_on_one_context_says_the_same_as_at_one_machine() throws IOException {
        compare("""
                id: pairs
                kind: pairwise
                language: zh
                models:
                  - {id: tiny, provider: local, path: "embedded:tiny"}
                  - {id: tinier, provider: local, path: "embedded:tinier"}
                baseline: tiny
                continuation: random
                characters: [aixi, li-bai]
                scenarios: [chat-1]
                rounds: 6
                repetitions: 2
                seed: 11
                generation: {temperature: 0.7, top_p: 0.8, max_new_tokens: 48}
                """, 24);
    }

    @Test
    void so_does_a_study_in_which_a_model_plays_the_user() throws IOException {
        compare("""
                id: visit
                kind: rating
                language: zh
                models:
                  - {id: tinier, provider: local, path: "embedded:tinier"}
                interviewer: {id: guest, provider: local, path: "embedded:tiny"}
                characters: [aixi, li-bai]
                scenarios: [chat-guest]
                rounds: 6
                repetitions: 1
                seed: 11
                generation: {temperature: 0.7, top_p: 0.8, max_new_tokens: 48}
                """, 12);
    }

    @Test
    void so_does_a_study_that_asks_probes() throws IOException {
        compare("""
                id: asked
                kind: rating
                language: zh
                models:
                  - {id: tinier, provider: local, path: "embedded:tinier"}
                characters: [li-bai]
                scenarios: [chat-1]
                probes: all
                rounds: 14
                repetitions: 1
                seed: 11
                generation: {temperature: 0.7, top_p: 0.8, max_new_tokens: 16}
                """, 14);
    }

    @Test
    void what_is_shipped_is_what_is_read_also_of_folders_that_are_links() throws IOException {
        Path real = Files.createDirectories(folder.resolve("shared/characters"));
        Path home = Path.of(System.getProperty("charmirror.home", ""));
        Files.copy(home.resolve("characters/li-bai.yaml"), real.resolve("li-bai.yaml"));
        Files.writeString(real.resolve("key"), "sk-secret");
        Path work = Files.createDirectories(folder.resolve("work"));
        Files.createSymbolicLink(work.resolve("characters"), real);
        Files.createDirectories(work.resolve("scenarios/old"));
        Files.copy(home.resolve("scenarios/chat-1.yaml"), work.resolve("scenarios/chat-1.yaml"));
        Files.writeString(work.resolve("scenarios/old/chat-2.yaml"), "id: chat-2");
        Path study = Files.writeString(folder.resolve("s.yaml"), """
                id: s
                kind: rating
                models:
                  - {id: tinier, provider: local, path: "embedded:tinier"}
                characters: [li-bai]
                scenarios: [chat-1]
                rounds: 2
                seed: 7
                """);
        Installation installation = new Installation(work, Optional.empty());

        ShippedStudy shipped = ShippedStudy.of(
                installation,
                LoadedStudy.load(installation, study.toString()).study(),
                new ExecutorOptions(1, 0, true, ComputeDevice.CPU));

        assertThat(shipped.files().keySet())
                .containsExactly("first/characters/li-bai.yaml", "first/scenarios/chat-1.yaml", "study.yaml");
    }

    @Test
    void a_remote_model_is_asked_within_its_limits_and_accounted_for_on_the_driver() throws Exception {
        try (FakeEndpoint endpoint = FakeEndpoint.start()) {
            Path key = Files.writeString(folder.resolve("key"), "sk-secret\n");
            Path study = Files.writeString(folder.resolve("remote.yaml"), """
                    id: remote
                    kind: rating
                    language: zh
                    models:
                      - id: far
                        provider: openai
                        base_url: "URL"
                        model: far-1
                        api_key_file: "KEY"
                        limits: {concurrency: 1}
                        price: {prompt_per_million: 0.15, reply_per_million: 0.6, currency: USD}
                    characters: [xiang-yu, li-bai]
                    scenarios: [chat-1]
                    rounds: 4
                    seed: 7
                    """.replace("URL", endpoint.url())
                    .replace("KEY", key.toString()));
            Path cluster = folder.resolve("cluster-run");
            Path plain = folder.resolve("plain-run");
            assertThat(spark(opener -> opener, "run", study.toString(), "--out", cluster.toString()))
                    .as(err.toString())
                    .isZero();
            assertThat(endpoint.requests())
                    .hasSize(8)
                    .allSatisfy(request ->
                            assertThat(request.headers()).containsEntry("authorization", "Bearer sk-secret"));
            assertThat(new Terminal().run("run", study.toString(), "--out", plain.toString()))
                    .isZero();
            assertThat(RunFiles.transcripts(cluster)).hasSize(8).isEqualTo(RunFiles.transcripts(plain));
            assertThat(usage(cluster).at("/far/this_run/calls").intValue()).isEqualTo(8);
            assertThat(usage(cluster)).isEqualTo(usage(plain));
        }
    }

    private static JsonNode usage(Path run) throws IOException {
        return new ObjectMapper().readTree(run.resolve("run.json").toFile()).get("usage");
    }

    @Test
    void models_that_no_executor_can_use_end_as_failed_dialogues_and_the_others_are_played() throws Exception {
        Path study = Files.writeString(folder.resolve("some.yaml"), """
                id: some
                kind: rating
                language: zh
                models:
                  - {id: away, provider: local, path: "embedded:tinier"}
                  - {id: tinier, provider: local, path: "embedded:tinier"}
                characters: [aixi, li-bai]
                scenarios: [chat-1]
                rounds: 2
                repetitions: 1
                seed: 11
                generation: {temperature: 0.7, top_p: 0.8, max_new_tokens: 16}
                """);
        Path out = folder.resolve("run");
        assertThat(spark(WithoutAway::new, "run", study.toString(), "--out", out.toString()))
                .as(err.toString())
                .isEqualTo(ExitCode.FAILED_SESSIONS);
        assertThat(RunFiles.query(
                        out, "SELECT group_concat(session || ' ' || state || ' ' || failure, ', ') FROM session"))
                .isEqualTo("away.aixi.chat-1.1 failed unavailable, away.li-bai.chat-1.1 failed unavailable,"
                        + " tinier.aixi.chat-1.1 done , tinier.li-bai.chat-1.1 done ");
        assertThat(RunFiles.query(out, "SELECT reason FROM session WHERE session = 'away.aixi.chat-1.1'"))
                .isEqualTo(
                        "no executor can use the model; executor driver on 127.0.0.1: /mnt/models/away: no such folder");
    }

    @Test
    void a_key_that_only_the_driver_has_fails_the_dialogues_with_the_reason_and_does_not_hang() throws Exception {
        Path key = Files.writeString(folder.resolve("key"), "sk-secret\n");
        try (FakeEndpoint endpoint = FakeEndpoint.start()) {
            Path study = Files.writeString(folder.resolve("far.yaml"), """
                    id: far
                    kind: rating
                    language: zh
                    models:
                      - {id: far, provider: openai, base_url: "URL", model: far-1, api_key_file: "KEY"}
                    characters: [li-bai]
                    scenarios: [chat-1]
                    rounds: 2
                    seed: 7
                    """.replace("URL", endpoint.url())
                    .replace("KEY", key.toString()));
            Path out = folder.resolve("run");
            assertThat(spark(
                            opener -> new WithoutFile(opener, key.toString()),
                            "run",
                            study.toString(),
                            "--out",
                            out.toString()))
                    .as(err.toString())
                    .isEqualTo(ExitCode.FAILED_SESSIONS);
            assertThat(RunFiles.query(out, "SELECT failure || ': ' || reason FROM session"))
                    .isEqualTo("unavailable: no executor can use the model; executor driver on 127.0.0.1: far: there is"
                            + " no file " + key + " (api_key_file); write the key into it");
            assertThat(endpoint.requests()).isEmpty();
        }
    }

    @Test
    void an_executor_that_has_no_room_for_the_study_ends_as_failed_dialogues_with_the_reason() throws Exception {
        Path study = Files.writeString(folder.resolve("full.yaml"), """
                id: full
                kind: rating
                language: zh
                models:
                  - {id: tinier, provider: local, path: "embedded:tinier"}
                characters: [li-bai]
                scenarios: [chat-1]
                rounds: 2
                seed: 7
                """);
        Path out = folder.resolve("run");
        assertThat(spark(FullDisk::new, "run", study.toString(), "--out", out.toString()))
                .as(err.toString())
                .isEqualTo(ExitCode.FAILED_SESSIONS);
        assertThat(RunFiles.query(out, "SELECT failure FROM session")).isEqualTo("unavailable");
        assertThat(RunFiles.query(out, "SELECT reason FROM session"))
                .startsWith("no executor could play it: ")
                .contains("executor driver on 127.0.0.1: the study cannot be opened there: it cannot be unpacked in"
                        + " spark-files: No space left on device")
                .doesNotContain("\n");
        assertThat(err.toString())
                .contains("executor driver on 127.0.0.1: the study cannot be opened there: it cannot be unpacked");
    }

    @Test
    void a_person_is_sent_to_one_machine() {
        assertThat(spark(opener -> opener, "run", "demo", "--out", "x", "--interactive"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString())
                .startsWith("--interactive: a person plays at one machine, not on a cluster; use charmirror run"
                        + " --interactive");
    }

    @Test
    void a_key_from_standard_input_is_refused_since_executors_have_none() throws IOException {
        Path study = Files.writeString(folder.resolve("remote.yaml"), """
                id: remote
                kind: rating
                language: zh
                models:
                  - {id: far, provider: openai, base_url: "http://127.0.0.1:9", model: m, api_key_file: "-"}
                characters: [aixi]
                scenarios: [chat-1]
                rounds: 2
                seed: 1
                """);
        assertThat(spark(
                        opener -> opener,
                        "run",
                        study.toString(),
                        "--out",
                        folder.resolve("run").toString()))
                .isEqualTo(ExitCode.MODEL_UNAVAILABLE);
        assertThat(err.toString())
                .contains("far: a key from standard input reaches the driver only; give api_key_file the path of a file"
                        + " that every executor can read");
    }

    private void compare(String text, int turns) throws IOException {
        Path study = Files.writeString(folder.resolve("study.yaml"), text);
        Path cluster = folder.resolve("cluster-run");
        Path plain = folder.resolve("plain-run");
        assertThat(spark(opener -> opener, "run", study.toString(), "--out", cluster.toString()))
                .as(err.toString())
                .isZero();
        Terminal terminal = new Terminal();
        assertThat(terminal.run("run", study.toString(), "--out", plain.toString()))
                .as(terminal.err())
                .isZero();
        assertThat(RunFiles.transcripts(cluster)).hasSize(turns).isEqualTo(RunFiles.transcripts(plain));
    }

    private int spark(UnaryOperator<StudyOpener> openers, String... arguments) {
        err.getBuffer().setLength(0);
        CommandLine commandLine = SparkMain.commandLine(openers);
        commandLine.setErr(new PrintWriter(err, true));
        commandLine.setOut(new PrintWriter(new StringWriter(), true));
        return commandLine.execute(arguments);
    }

    /** An executor that does not have a file of the driver. */
    private record WithoutFile(StudyOpener opener, String file) implements StudyOpener {

        @Override
        public ExecutorStudy open(Executor executor) {
            try {
                Files.delete(Path.of(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return opener.open(executor);
        }
    }

    /** An executor whose disk is full. */
    private record FullDisk(StudyOpener opener) implements StudyOpener {

        @Override
        public ExecutorStudy open(Executor executor) {
            throw new UncheckedIOException(
                    "it cannot be unpacked in spark-files: No space left on device",
                    new IOException("No space left on device"));
        }
    }

    /** An executor that does not have the shared folder of one model. */
    private record WithoutAway(StudyOpener opener) implements StudyOpener {

        @Override
        public ExecutorStudy open(Executor executor) {
            ExecutorStudy study = opener.open(executor);
            return new ExecutorStudy() {
                @Override
                public StudyPlan plan() {
                    return study.plan();
                }

                @Override
                public Map<String, String> ingredients() {
                    return study.ingredients();
                }

                @Override
                public Optional<ModelDescription> describe(ModelSpec spec) {
                    if (spec.id().equals("away")) {
                        throw new ModelUnavailableException("/mnt/models/away: no such folder");
                    }
                    return study.describe(spec);
                }

                @Override
                public ChatModel open(ModelSpec spec, BooleanSupplier stopRequested) {
                    return study.open(spec, stopRequested);
                }

                @Override
                public Map<String, ModelUsage> usage() {
                    return study.usage();
                }
            };
        }
    }
}
