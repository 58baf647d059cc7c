package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.charactermirror.batch.RunListener;
import org.charactermirror.batch.spark.LoopbackCluster;
import org.charactermirror.batch.spark.LoopbackCluster.Submitted;
import org.charactermirror.chat.glm.ComputeDevice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cut of the demonstration, with its embedded models, on two workers in processes of their own. */
class StudyRunClusterTest {

    private static final Duration MOST = Duration.ofMinutes(6);

    /** 2 models x 4 characters x 3 scenarios x 8 rounds. */
    private static final int TURNS = 192;

    private static final String STUDY = """
            id: cut
            kind: rating
            language: zh
            models:
              - {id: tiny, provider: local, path: "embedded:tiny"}
              - {id: tinier, provider: local, path: "embedded:tinier"}
            characters: [aixi, bai-he, li-bai, su-shi]
            scenarios: [chat-1, interview-1, love-1]
            rounds: 8
            repetitions: 1
            seed: 7
            generation: {temperature: 0.7, top_p: 0.8, max_new_tokens: 64}
            """;

    @TempDir
    Path folder;

    @Test
    void a_worker_that_is_killed_half_way_changes_no_byte() throws Exception {
        Path out = folder.resolve("cluster-run");
        try (LoopbackCluster cluster = cluster()) {
            Submitted run = run(cluster, "killed", List.of(), out);
            awaitTurns(out, TURNS / 3, run);
            cluster.killWorker(0);

            assertThat(run.await(MOST)).as(run.said()).isZero();
        }
        assertThat(RunFiles.transcripts(out)).hasSize(TURNS).isEqualTo(RunFiles.transcripts(plain()));
        assertThat(RunFiles.integrity(out)).isEqualTo("ok");
    }

    @Test
    void a_run_whose_driver_is_killed_goes_on_at_one_machine_and_the_other_way_round() throws Exception {
        Path out = folder.resolve("cluster-run");
        try (LoopbackCluster cluster = cluster()) {
            Submitted run = run(cluster, "first", List.of(), out);
            awaitTurns(out, TURNS / 4, run);
            run.kill();
            int kept = RunFiles.turns(out);
            assertThat(kept).isBetween(TURNS / 4, TURNS - 1);
            assertThat(RunFiles.query(
                            out,
                            "SELECT count(*) FROM session WHERE state = 'planned' AND session IN"
                                    + " (SELECT session FROM turn)"))
                    .as("dialogues of which only a part was kept")
                    .isEqualTo("0");

            stopAfter(out, TURNS / 2);
            assertThat(RunFiles.turns(out)).isBetween(TURNS / 2, TURNS - 1);

            Submitted last = run(cluster, "last", List.of(), out);
            assertThat(last.await(MOST)).as(last.said()).isZero();
        }
        assertThat(RunFiles.transcripts(out)).isEqualTo(RunFiles.transcripts(plain()));
    }

    @Test
    void a_dialogue_that_breaks_its_model_fails_alone_even_if_it_ends_whole_processes() throws Exception {
        Path out = folder.resolve("cluster-run");
        try (LoopbackCluster cluster = cluster()) {
            Submitted run = cluster.submit(
                    "poisoned",
                    Path.of(System.getProperty("charmirror.home")),
                    Stream.concat(
                                    options().stream(),
                                    Stream.of(
                                            "--jars",
                                            LoopbackCluster.jar().toString(),
                                            "--class",
                                            PoisonedProgram.class.getName()))
                            .toList(),
                    poisonedJar(),
                    List.of("run", study().toString(), "--out", out.toString()));
            assertThat(run.await(MOST)).as(run.said()).isEqualTo(ExitCode.FAILED_SESSIONS);
        }
        assertThat(RunFiles.query(
                        out,
                        "SELECT group_concat(session || ' ' || failure, ', ') FROM session WHERE state = 'failed'"))
                .isEqualTo("tiny.li-bai.love-1.1 broken, tiny.su-shi.chat-1.1 broken, tinier.li-bai.love-1.1 broken,"
                        + " tinier.su-shi.chat-1.1 broken");
        assertThat(reason(out, "tiny." + PoisonedProgram.THROWS))
                .isEqualTo("the model broke off: java.lang.StackOverflowError: poison");
        assertThat(reason(out, "tiny." + PoisonedProgram.ENDS))
                .startsWith("the process that played it was lost again and again, with nothing else to play; the last"
                        + " time it was executor ");
        List<String> others = RunFiles.transcripts(plain()).stream()
                .filter(line -> !line.contains(PoisonedProgram.THROWS) && !line.contains(PoisonedProgram.ENDS))
                .toList();
        assertThat(RunFiles.transcripts(out)).isEqualTo(others);
    }

    @Test
    void executors_with_another_program_are_refused_with_the_difference() throws Exception {
        Path out = folder.resolve("cluster-run");
        try (LoopbackCluster cluster = cluster()) {
            Submitted run =
                    run(cluster, "refused", List.of("--conf", "spark.executor.extraClassPath=" + otherProgram()), out);
            assertThat(run.await(MOST)).as(run.said()).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(Files.readString(run.err()))
                    .contains("plays nothing: charmirror's jar is ")
                    .contains("cluster: no executor has what the driver has; give all of them the same program and"
                            + " the same files, and run the same command again");
        }
        assertThat(RunFiles.turns(out)).isZero();
    }

    private LoopbackCluster cluster() throws Exception {
        return LoopbackCluster.start(folder.resolve("cluster"), 2, 1, "1g");
    }

    private static List<String> options() {
        return List.of("--conf", "spark.executor.memory=1g");
    }

    private Submitted run(LoopbackCluster cluster, String name, List<String> more, Path out) throws IOException {
        return cluster.submit(
                name,
                Path.of(System.getProperty("charmirror.home")),
                Stream.concat(options().stream(), more.stream()).toList(),
                List.of("run", study().toString(), "--out", out.toString()));
    }

    private Path study() throws IOException {
        return Files.writeString(folder.resolve("cut.yaml"), STUDY);
    }

    private Path plain() throws IOException {
        Path out = folder.resolve("plain-run");
        Terminal terminal = new Terminal();
        assertThat(terminal.run("run", study().toString(), "--out", out.toString()))
                .as(terminal.err())
                .isZero();
        return out;
    }

    /** Plays on at one machine until so many turns are kept. */
    private void stopAfter(Path out, int turns) throws IOException {
        LoadedStudy loaded = LoadedStudy.load(Installation.current(), study().toString());
        StudyModels models = new StudyModels(
                new ExecutorOptions(4, 0, true, ComputeDevice.CPU).on(0), "zh", notice -> {}, System.in);
        new StudyRun(loaded, models, 4).run(out, RunListener.NONE, () -> kept(out) >= turns);
    }

    private static int kept(Path out) {
        try {
            return RunFiles.turns(out);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitTurns(Path out, int turns, Submitted run) throws Exception {
        long deadline = System.nanoTime() + MOST.toNanos();
        while (!Files.exists(out.resolve("study.db")) || RunFiles.turns(out) < turns) {
            assertThat(run.process().isAlive())
                    .as("it has ended early: " + run.said())
                    .isTrue();
            assertThat(System.nanoTime() - deadline).as(run.said()).isNegative();
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static String reason(Path out, String session) throws Exception {
        return RunFiles.query(out, "SELECT reason FROM session WHERE session = '" + session + "'");
    }

    private Path poisonedJar() throws IOException {
        Path classes = Path.of(System.getProperty("charmirror.test.classes"));
        List<Path> own = new ArrayList<>();
        try (Stream<Path> found = Files.list(classes.resolve("org/charactermirror/cli"))) {
            found.filter(file -> file.getFileName().toString().startsWith("PoisonedProgram"))
                    .sorted()
                    .forEach(own::add);
        }
        Path jar = folder.resolve("poisoned.jar");
        try (JarOutputStream entries = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Path file : own) {
                entries.putNextEntry(
                        new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, entries);
            }
        }
        return jar;
    }

    /** The program's jar without one of its files: what an image with an older program is to executors. */
    private Path otherProgram() throws IOException {
        Path jar = folder.resolve("other.jar");
        try (ZipFile program = new ZipFile(LoopbackCluster.jar().toFile());
                OutputStream file = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(file)) {
            for (ZipEntry entry : Collections.list(program.entries())) {
                // Without the large native libraries: nothing is played.
                if (entry.getSize() < 1_000_000) {
                    entries.putNextEntry(new JarEntry(entry.getName()));
                    program.getInputStream(entry).transferTo(entries);
                }
            }
        }
        return jar;
    }
}
