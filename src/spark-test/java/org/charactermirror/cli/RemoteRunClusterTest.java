package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.charactermirror.batch.spark.LoopbackCluster;
import org.charactermirror.batch.spark.LoopbackCluster.Submitted;
import org.charactermirror.chat.remote.Answers;
import org.charactermirror.chat.remote.FakeEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two executors that ask one endpoint, which notes when requests come and how many are under way. */
class RemoteRunClusterTest {

    private static final Duration MOST = Duration.ofMinutes(4);
    private static final String KEY = "sk-secret-4711";

    /** 4 characters x 3 scenarios x 6 rounds. */
    private static final int CALLS = 72;

    private static final int PER_MINUTE = 240;
    private static final int AT_ONCE = 3;
    private static final int EXECUTORS = 2;

    private static final String STUDY = """
            id: far
            kind: rating
            language: zh
            models:
              - id: far
                provider: openai
                base_url: "URL"
                model: far-1
                api_key_file: KEYFILE
                limits: {requests_per_minute: 240, concurrency: 3}
                price: {prompt_per_million: 0.15, reply_per_million: 0.6, currency: USD}
            characters: [aixi, bai-he, li-bai, su-shi]
            scenarios: [chat-1, interview-1, love-1]
            rounds: 6
            seed: 7
            """;

    @TempDir
    Path folder;

    private final List<Long> arrivals = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    @Test
    void the_limits_of_an_endpoint_hold_for_all_executors_together_and_its_key_is_kept_nowhere() throws Exception {
        Path out = folder.resolve("cluster-run");
        Path plain = folder.resolve("plain-run");
        try (FakeEndpoint endpoint = FakeEndpoint.start()) {
            endpoint.usually(request -> this::note);
            Path study = study(endpoint);
            try (LoopbackCluster cluster = LoopbackCluster.start(folder.resolve("cluster"), EXECUTORS, 1, "1g")) {
                Submitted run = cluster.submit(
                        "far",
                        Path.of(System.getProperty("charmirror.home")),
                        List.of(
                                "--conf",
                                "spark.executor.memory=1g",
                                "--conf",
                                "spark.eventLog.enabled=true",
                                "--conf",
                                "spark.eventLog.dir=" + Files.createDirectories(folder.resolve("events"))),
                        List.of("run", study.toString(), "--out", out.toString()));
                assertThat(run.await(MOST)).as(run.said()).isZero();
            }
            assertThat(most.get())
                    .as("requests under way at once: one executor of two has no more than two places")
                    .isEqualTo(AT_ONCE);
            assertThat(arrivals).hasSize(CALLS);
            assertPace();
            endpoint.usually(request -> Answers.reply());
            assertThat(new Terminal().run("run", study.toString(), "--out", plain.toString()))
                    .isZero();
        }
        assertThat(RunFiles.transcripts(out)).hasSize(CALLS).isEqualTo(RunFiles.transcripts(plain));
        assertThat(RunFiles.query(out, "SELECT calls || ' ' || replies || ' ' || cost FROM model_usage"))
                .isEqualTo(RunFiles.query(plain, "SELECT calls || ' ' || replies || ' ' || cost FROM model_usage"));
        assertThat(filesWith(KEY)).containsExactly(folder.resolve("key"));
    }

    /**
     * In no ten seconds are there more requests than a sixth of a minute's, but for one of each executor that began, and
     * for those under way, which may all have been held up on their way here.
     */
    private void assertPace() {
        List<Long> times = arrivals.stream().sorted().toList();
        for (long begin : times) {
            long end = begin + Duration.ofSeconds(10).toNanos();
            assertThat(times.stream()
                            .filter(time -> time >= begin && time < end)
                            .count())
                    .isLessThanOrEqualTo(PER_MINUTE / 6 + EXECUTORS + AT_ONCE);
        }
        double seconds = (times.get(times.size() - 1) - times.get(0)) / 1e9;
        // 72 requests at 4 a second are 18 seconds; one is at the beginning, and one of the second executor. With a
        // limit
        // for each executor they would be 9; between the two lies what a busy machine may hold up the first of them.
        assertThat(seconds).isGreaterThan(0.75 * (CALLS - EXECUTORS) * 60.0 / PER_MINUTE);
    }

    private boolean note(FakeEndpoint.Request request, Socket socket) throws IOException {
        arrivals.add(System.nanoTime());
        most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        // As long as three at once need to be as fast as the pace allows.
        return Answers.slowly(
                        (later, connection) -> {
                            underWay.decrementAndGet();
                            return Answers.reply().give(later, connection);
                        },
                        700)
                .give(request, socket);
    }

    private Path study(FakeEndpoint endpoint) throws IOException {
        Path key = Files.writeString(folder.resolve("key"), KEY + "\n");
        return Files.writeString(
                folder.resolve("far.yaml"), STUDY.replace("URL", endpoint.url()).replace("KEYFILE", key.toString()));
    }

    /** Returns the files below the test's folder, logs of events and of executors among them, that hold a text. */
    private List<Path> filesWith(String text) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
                    found.add(file);
                }
            }
        }
        return found;
    }
}
