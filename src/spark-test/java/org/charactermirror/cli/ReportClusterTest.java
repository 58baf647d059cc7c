package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.charactermirror.batch.spark.LoopbackCluster;
import org.charactermirror.batch.spark.LoopbackCluster.Submitted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The paper's report by two workers in processes of their own, of which one is killed. */
class ReportClusterTest {

    private static final Duration MOST = Duration.ofMinutes(6);
    private static final int COPIES = 8;

    @TempDir
    Path folder;

    @Test
    void a_worker_that_is_killed_half_way_changes_no_byte() throws Exception {
        Path rows = paper();
        Path out = folder.resolve("report");
        StringWriter err = new StringWriter();
        CommandLine plain = Main.commandLine();
        plain.setOut(new PrintWriter(new StringWriter()));
        plain.setErr(new PrintWriter(err));
        assertThat(plain.execute("report", rows.toString(), "--out", out.toString()))
                .as(err.toString())
                .isZero();
        Map<String, String> expected = written(out);
        delete(out);
        try (LoopbackCluster cluster = LoopbackCluster.start(folder.resolve("cluster"), 2, 1, "1g")) {
            Submitted report = cluster.submit(
                    "report",
                    folder,
                    List.of("--conf", "spark.executor.memory=700m"),
                    List.of("report", rows.toString(), "--out", out.toString()));
            awaitTasks(report, COPIES / 3);
            cluster.killWorker(0);
            assertThat(report.await(MOST)).as(report.said()).isZero();
            assertThat(report.said()).as("what Spark says of the loss").contains("Lost executor");
        }
        assertThat(written(out)).isEqualTo(expected);
    }

    /** Cuts the paper's files into many, so that there is something left to do half-way. */
    private Path paper() throws IOException {
        Path rows = Files.createDirectories(folder.resolve("rows"));
        Path paper = Path.of(System.getProperty("charmirror.home"), "annotations", "paper");
        for (String name : List.of("ratings", "turn_errors", "preferences")) {
            List<String> lines = Files.readAllLines(paper.resolve(name + ".csv"));
            for (int part = 0; part < COPIES; part++) {
                List<String> own = new ArrayList<>(lines.subList(0, 1));
                for (int line = 1 + part; line < lines.size(); line += COPIES) {
                    own.add(lines.get(line));
                }
                Files.write(rows.resolve(String.format("%s-%02d.csv", name, part)), own);
            }
        }
        return rows;
    }

    /** Waits until so many tasks have ended. */
    private static void awaitTasks(Submitted report, int tasks) throws Exception {
        long deadline = System.nanoTime() + MOST.toNanos();
        while (report.said().split("Finished task", -1).length - 1 < tasks) {
            assertThat(report.process().isAlive()).as(report.said()).isTrue();
            assertThat(System.nanoTime() - deadline).as(report.said()).isNegative();
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private static Map<String, String> written(Path root) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(
                        root.relativize(file).toString(),
                        Files.readString(file)
                                .replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ", "NOW")
                                .replaceAll("0\\.1\\.0-SNAPSHOT|development", "VERSION"));
            }
        }
        return files;
    }

    private static void delete(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
