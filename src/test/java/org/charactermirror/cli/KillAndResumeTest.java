package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
        // One turn; within a session; at the end of a session; soon after starting; in the last session.
        for (int turns : List.of(1, 8, 11, 1, 45)) {
            List<String> said = runAndKillAfter(killed, turns);
            if (Files.exists(killed.resolve("study.db"))) {
                assertThat(RunFiles.integrity(killed)).isEqualTo("ok");
            }
            int kept = RunFiles.turns(killed);
            assertThat(said).contains("started after " + before);
            assertThat(kept).as("every turn that was told was durable").isGreaterThanOrEqualTo(before + turns);
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
        assertThat(RunFiles.turns(killed)).isBetween(15, 39);
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
        try (BufferedReader reader = reader(process)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                said.add(line);
                if (said.stream().filter("turn"::equals).count() == 3 && line.equals("turn")) {
                    interrupt(process);
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
        try (BufferedReader reader = reader(process)) {
            List<String> said = reader.lines().toList();
            assertThat(process.waitFor()).as(String.join("\n", said)).isZero();
            return said;
        }
    }

    private Process start(Path out) throws IOException {
        return ProgramProcess.of(SlowRun.class, folder.toString(), out.toString())
                .redirectErrorStream(true)
                .start();
    }

    private static BufferedReader reader(Process process) {
        return ProgramProcess.reader(process.getInputStream());
    }
}
