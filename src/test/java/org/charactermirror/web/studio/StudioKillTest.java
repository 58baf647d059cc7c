package org.charactermirror.web.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.charactermirror.annotation.Dimension;
import org.charactermirror.annotation.Rating;
import org.charactermirror.store.AnnotationStore;
import org.charactermirror.store.StudyDatabase;
import org.charactermirror.web.Site;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real server is killed while people click, and starts again. */
class StudioKillTest {

    private static final int KILLS = Integer.getInteger("charmirror.studio.kills", 3);
    private static final int PEOPLE = 4;
    private static final List<String> SCORES = List.of("1", "2", "3", "4", "5");

    @TempDir
    Path folder;

    private @Nullable Process process;
    private int port;

    /** What was acknowledged: by the click's number, what it said. */
    private final Map<Long, String> acknowledged = new ConcurrentSkipListMap<>();

    @AfterEach
    void end() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @Test
    void nothing_that_was_acknowledged_is_lost() throws Exception {
        List<String> tokens = new ArrayList<>();
        try (StudioFixture fixture = StudioFixture.recorded(folder, "rating", "")) {
            for (int number = 1; number <= PEOPLE; number++) {
                String name = "P" + number;
                fixture.inviteReady(name).codes();
                tokens.add(fixture.token(name));
            }
        }
        start(0);
        List<Clicker> people = new ArrayList<>();
        for (String token : tokens) {
            people.add(new Clicker(token, people.size()));
        }
        Random random = new Random(20_261_128);
        for (int kill = 1; kill <= KILLS; kill++) {
            int enough = acknowledged.size() + 20 + random.nextInt(60);
            CountDownLatch reached = new CountDownLatch(1);
            List<Thread> threads = new ArrayList<>();
            for (Clicker person : people) {
                Thread thread = new Thread(() -> person.clickUntilTheServerIsGone(enough, reached));
                thread.start();
                threads.add(thread);
            }
            assertThat(reached.await(2, TimeUnit.MINUTES)).isTrue();
            kill();
            for (Thread thread : threads) {
                thread.join();
            }
            start(port);
            assertThat(kept()).as("after kill " + kill).containsAllEntriesOf(acknowledged);
        }
        Map<String, String> handedIn = new TreeMap<>();
        for (Clicker person : people) {
            person.handIn(handedIn);
        }
        kill();
        try (StudyDatabase database = StudyDatabase.open(folder.resolve("study/study.db"))) {
            Map<String, String> rows = new TreeMap<>();
            for (Rating row : new AnnotationStore(database).annotations().ratings()) {
                rows.put(row.subject().annotator(), String.valueOf(row.scores().get(Dimension.OVERALL)));
            }
            assertThat(rows).hasSize(PEOPLE).isEqualTo(handedIn);
            assertThat(database.<Integer, RuntimeException>read(
                            handle -> handle.createQuery("SELECT count(*) FROM pragma_foreign_key_check")
                                    .mapTo(Integer.class)
                                    .one()))
                    .isZero();
        }
    }

    private void kill() throws InterruptedException {
        Objects.requireNonNull(process).destroyForcibly().waitFor();
    }

    /** Returns by the click's number what the database says that it said. */
    private Map<Long, String> kept() {
        try (StudyDatabase database = StudyDatabase.open(folder.resolve("study/study.db"))) {
            Map<Long, String> kept = new TreeMap<>();
            database.read(handle -> handle.createQuery("SELECT number, code, request, value FROM answer")
                            .map((row, context) -> Map.entry(
                                    row.getLong(1), row.getString(2) + " " + row.getString(3) + " " + row.getString(4)))
                            .list())
                    .forEach(click -> kept.put(click.getKey(), click.getValue()));
            return kept;
        }
    }

    private void start(int wanted) throws IOException {
        Process started = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        StudioProcess.class.getName(),
                        folder.toString(),
                        Integer.toString(wanted))
                .redirectError(folder.resolve("said.txt").toFile())
                .start();
        process = started;
        // It stays open: who closes it may end the process.
        BufferedReader out =
                new BufferedReader(new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8));
        String line = String.valueOf(out.readLine());
        while (!line.startsWith("port ")) {
            assertThat(line).isNotEqualTo("null");
            line = String.valueOf(out.readLine());
        }
        port = Integer.parseInt(line.substring("port ".length()));
    }

    /** Somebody who gives the first dialogue one score after the other. */
    private final class Clicker {

        private final Site site;
        private final String csrf;
        private final String code;
        private final int offset;
        private int clicks;

        Clicker(String token, int offset) {
            this.offset = offset;
            site = new Site("http://127.0.0.1:" + port + "/");
            csrf = StudioFixture.json(site.post("studio/api/enter", "anonymous", "{\"token\":\"" + token + "\"}")
                            .body())
                    .path("csrf")
                    .asText();
            JsonNode items = StudioFixture.json(site.get("studio/api/items").body());
            code = items.path("items").path(0).path("code").asText();
        }

        void clickUntilTheServerIsGone(int enough, CountDownLatch reached) {
            while (click()) {
                if (acknowledged.size() >= enough) {
                    reached.countDown();
                }
            }
        }

        private boolean click() {
            String value = SCORES.get((clicks + offset) % SCORES.size());
            String request = "c" + clicks;
            HttpResponse<String> answer;
            try {
                answer = site.post(
                        "studio/api/items/" + code + "/answers",
                        csrf,
                        StudioFixture.Annotator.clickJson(request, 0, "overall", value));
            } catch (AssertionError e) {
                return false;
            }
            if (answer.statusCode() == 429) {
                return true;
            }
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            acknowledged.put(
                    StudioFixture.json(answer.body()).path("number").asLong(), code + " " + request + " " + value);
            clicks++;
            return true;
        }

        /** The page sends again what was not acknowledged. */
        void handIn(Map<String, String> handedIn) {
            assertThat(click()).isTrue();
            String last = SCORES.get((clicks - 1 + offset) % SCORES.size());
            for (Dimension dimension : Dimension.values()) {
                if (dimension != Dimension.OVERALL) {
                    site.post(
                            "studio/api/items/" + code + "/answers",
                            csrf,
                            StudioFixture.Annotator.clickJson(dimension.word(), 0, dimension.word(), "none"));
                }
            }
            HttpResponse<String> answer = site.post(
                    "studio/api/items/" + code + "/submit", csrf, "{\"request\":\"h\",\"turn\":0,\"seconds\":9}");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            String annotator = StudioFixture.json(site.get("studio/api/me").body())
                    .path("annotator")
                    .asText();
            handedIn.put(annotator, last);
        }
    }
}
