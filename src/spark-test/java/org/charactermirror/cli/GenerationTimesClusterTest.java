package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.charactermirror.batch.spark.LoopbackCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Prints how long the demonstration takes on one worker, on two, and at the plain runner, in turn; what it says is
 * compared, its times are not. It takes minutes: {@code -Dcharmirror.times=3} says how often.
 */
@EnabledIfSystemProperty(named = "charmirror.times", matches = "[1-9][0-9]*")
class GenerationTimesClusterTest {

    private static final Duration MOST = Duration.ofMinutes(30);
    private static final String STUDY = System.getProperty("charmirror.times.study", "demo");
    private static final Pattern LAST = Pattern.compile("sessions, (\\d+) s, about 0 s left");

    @TempDir
    Path folder;

    /** The wall time of the whole command, that of the playing in it, and the most memory of its processes. */
    private record Measured(double command, double playing, Map<String, Long> megabytes) {

        String words() {
            return String.format(Locale.ROOT, "%.1f s, of which %.0f s played; MB %s", command, playing, megabytes);
        }
    }

    @Test
    void times_on_one_and_two_workers_and_at_the_plain_runner() throws Exception {
        int rounds = Integer.getInteger("charmirror.times", 1);
        for (int round = 1; round <= rounds; round++) {
            Path plain = folder.resolve("plain-" + round);
            Path one = folder.resolve("one-" + round);
            Path two = folder.resolve("two-" + round);
            Measured alone = plain(plain);
            Measured byOne = cluster(one, 1);
            Measured byTwo = cluster(two, 2);
            tell(round, "plain", alone, alone);
            tell(round, "1 worker", byOne, alone);
            tell(round, "2 workers", byTwo, alone);
            assertThat(RunFiles.transcripts(one)).isEqualTo(RunFiles.transcripts(plain));
            assertThat(RunFiles.transcripts(two)).isEqualTo(RunFiles.transcripts(plain));
        }
    }

    private static void tell(int round, String what, Measured measured, Measured plain) {
        System.out.printf(
                Locale.ROOT,
                "round %d, %s: %s; playing %.2f times the plain runner's%n",
                round,
                what,
                measured.words(),
                measured.playing() / plain.playing());
    }

    private Measured plain(Path out) throws Exception {
        Path err = folder.resolve(out.getFileName() + ".err");
        Process process = ProgramProcess.of(Main.class, "run", STUDY, "--out", out.toString())
                .directory(Path.of(System.getProperty("charmirror.home")).toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(err.toFile())
                .start();
        return watched(process, err, List.of(process.toHandle()));
    }

    private Measured cluster(Path out, int workers) throws Exception {
        String name = out.getFileName().toString();
        try (LoopbackCluster cluster = LoopbackCluster.start(folder.resolve(name + "-cluster"), workers, 1, "1g")) {
            LoopbackCluster.Submitted run = cluster.submit(
                    name,
                    Path.of(System.getProperty("charmirror.home")),
                    List.of("--conf", "spark.executor.memory=1g"),
                    List.of("run", STUDY, "--out", out.toString()));
            return watched(run.process(), run.err(), List.of(ProcessHandle.current()));
        }
    }

    /** Waits for the end and looks meanwhile how much memory processes and what they started take. */
    private static Measured watched(Process process, Path err, List<ProcessHandle> roots) throws Exception {
        long start = System.nanoTime();
        Map<Long, String> kinds = new TreeMap<>();
        Map<Long, Long> most = new TreeMap<>();
        while (!process.waitFor(500, TimeUnit.MILLISECONDS)) {
            assertThat(System.nanoTime() - start).isLessThan(MOST.toNanos());
            roots.stream()
                    .flatMap(root -> Stream.concat(Stream.of(root), root.descendants()))
                    .filter(one -> one.pid() != ProcessHandle.current().pid())
                    .forEach(one -> {
                        kinds.put(one.pid(), kind(one));
                        most.merge(one.pid(), megabytes(one), Math::max);
                    });
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        String said = Files.readString(err);
        assertThat(process.exitValue()).as(said).isZero();
        List<String> played = new ArrayList<>();
        Matcher lines = LAST.matcher(said);
        while (lines.find()) {
            played.add(lines.group(1));
        }
        assertThat(played).as(said).isNotEmpty();
        Map<String, Long> named = new TreeMap<>();
        most.forEach((pid, megabytes) -> named.put(kinds.get(pid) + " " + pid, megabytes));
        return new Measured(seconds, Double.parseDouble(played.get(played.size() - 1)), named);
    }

    private static String kind(ProcessHandle process) {
        String command = process.info().commandLine().orElse("");
        if (command.contains("CoarseGrainedExecutorBackend")) {
            return "executor";
        } else if (command.contains("deploy.SparkSubmit")) {
            return "driver";
        } else if (command.contains("deploy.worker.Worker")) {
            return "worker";
        }
        return command.contains("deploy.master.Master") ? "master" : "plain";
    }

    /** Resident, as Linux tells it; 0 where that is not known. */
    private static long megabytes(ProcessHandle process) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1000)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
