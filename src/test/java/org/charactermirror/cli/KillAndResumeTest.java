package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.charactermirror.batch.RunListener;
import org.charactermirror.chat.ScriptedChatModel;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Starts real processes and kills them without warning. */
class KillAndResumeTest {

    /** What a process may go on playing while it is being killed: most kills then come in the middle of a turn. */
    private static final int STEPS_AHEAD = 3;

    /** With what the other sessions have kept and not yet told. */
    private static final int MOST_AFTER_THE_LAST_SEEN = STEPS_AHEAD + SteppedRun.BATCH - 1;

    @TempDir
    Path folder;

    @BeforeEach
    void writeTheStudy() throws IOException {
        SampleStudy.write(folder);
    }

    @Test
    void a_run_that_is_killed_again_and_again_ends_as_one_that_was_never_interrupted() throws Exception {
        Path killed = folder.resolve("killed");
        int before = 0;
        // One turn; within the first sessions; near their ends; soon after starting; in the last session.
        for (int until : List.of(1, 25, 50, 0, SampleStudy.TURNS - MOST_AFTER_THE_LAST_SEEN - 1)) {
            int turns = Math.max(1, until - before);
            List<String> said = runAndKillAfter(killed, turns);
            if (Files.exists(killed.resolve("study.db"))) {
                assertThat(RunFiles.integrity(killed)).isEqualTo("ok");
            }
            int kept = RunFiles.turns(killed);
            assertThat(said).contains("started after " + before);
            assertThat(kept)
                    .as("every turn that was told was durable")
                    .isBetween(before + turns, before + turns + MOST_AFTER_THE_LAST_SEEN);
            before = kept;
            assertThat(killed.resolve("transcripts.jsonl")).doesNotExist();
        }
        assertThat(before).isLessThan(SampleStudy.TURNS);
        assertThat(runToTheEnd(killed)).contains("started after " + before, "end");

        assertThat(RunFiles.transcripts(killed))
                .hasSize(SampleStudy.TURNS)
                .isEqualTo(RunFiles.transcripts(uninterrupted()));
        assertThat(RunFiles.turns(killed)).isEqualTo(SampleStudy.TURNS);
    }

    @Test
    void so_does_one_in_which_a_model_plays_the_user() throws Exception {
        SampleStudy.writeInterview(folder);
        Path killed = folder.resolve("killed");
        for (int turns : List.of(1, 5, 9)) {
            runAndKillAfter(killed, turns);
        }
        assertThat(RunFiles.turns(killed)).isBetween(15, 15 + 3 * MOST_AFTER_THE_LAST_SEEN);
        assertThat(runToTheEnd(killed)).contains("end");

        // 2 characters x 1 scenario x 20 rounds
        assertThat(RunFiles.transcripts(killed)).hasSize(40).isEqualTo(RunFiles.transcripts(uninterrupted()));
    }

    @Test
    void a_run_that_is_killed_before_its_first_turn_starts_afresh() throws Exception {
        Path killed = folder.resolve("killed");
        Process process = start(killed);
        try (BufferedReader out = reader(process)) {
            assertThat(out.readLine()).isEqualTo("begin");
            while (!Files.exists(killed) && process.isAlive()) {
                Thread.onSpinWait();
            }
            process.destroyForcibly().waitFor();
        }
        assertThat(runToTheEnd(killed)).contains("end");
        assertThat(RunFiles.transcripts(killed)).isEqualTo(RunFiles.transcripts(uninterrupted()));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void the_first_interrupt_finishes_the_turn_and_the_next_run_goes_on() throws Exception {
        Path stopped = folder.resolve("stopped");
        Process process = start(stopped);
        List<String> said = new ArrayList<>();
        allow(process, 3);
        try (BufferedReader reader = reader(process)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                said.add(line);
                if (said.stream().filter("turn"::equals).count() == 3 && line.equals("turn")) {
                    interrupt(process);
                    // Where interrupts are ignored nothing is ever said of it.
                    CompletableFuture.delayedExecutor(1, TimeUnit.MINUTES).execute(() -> allowAll(process));
                } else if (line.equals("stopping")) {
                    allowAll(process);
                }
            }
        }
        int exit = process.waitFor();
        Assumptions.assumeTrue(
                said.contains("stopping"), "this process was started with interrupts ignored, and so was its child");

        assertThat(exit).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(said).endsWith("end");
        int kept = RunFiles.turns(stopped);
        assertThat(kept).isLessThan(SampleStudy.TURNS);
        assertThat(RunFiles.transcripts(stopped)).hasSize(kept);
        assertThat(runToTheEnd(stopped)).contains("started after " + kept);
        assertThat(RunFiles.transcripts(stopped)).isEqualTo(RunFiles.transcripts(uninterrupted()));
    }

    private static void interrupt(Process process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    }

    private Path uninterrupted() {
        Path whole = folder.resolve("whole");
        new StudyRun(SampleStudy.load(folder), spec -> new ScriptedChatModel("weights"), 3)
                .run(whole, RunListener.NONE, () -> false);
        return whole;
    }

    private List<String> runAndKillAfter(Path out, int turns) throws IOException, InterruptedException {
        Process process = start(out);
        allow(process, turns - 1 + STEPS_AHEAD);
        List<String> said = new ArrayList<>();
        try (BufferedReader reader = reader(process)) {
            int seen = 0;
            for (String line = reader.readLine(); line != null && seen < turns; line = reader.readLine()) {
                said.add(line);
                seen += line.equals("turn") ? 1 : 0;
                if (seen == turns) {
                    break;
                }
            }
            process.destroyForcibly().waitFor();
        }
        return said;
    }

    private List<String> runToTheEnd(Path out) throws IOException, InterruptedException {
        Process process = start(out);
        allowAll(process);
        try (BufferedReader reader = reader(process)) {
            List<String> said = reader.lines().toList();
            assertThat(process.waitFor()).as(String.join("\n", said)).isZero();
            return said;
        }
    }

    private Process start(Path out) throws IOException {
        return ProgramProcess.of(SteppedRun.class, folder.toString(), out.toString())
                .redirectErrorStream(true)
                .start();
    }

    /** Lets a process play on after as many turns, and wait after the next one. */
    private static void allow(Process process, int turns) throws IOException {
        process.getOutputStream().write(new byte[turns]);
        process.getOutputStream().flush();
    }

    private static void allowAll(Process process) {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedReader reader(Process process) {
        return ProgramProcess.reader(process.getInputStream());
    }
}
