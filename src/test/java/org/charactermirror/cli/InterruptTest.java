package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.charactermirror.store.SqliteRunStore;
import org.charactermirror.store.StudyDatabase;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Starts real processes and sends them what Ctrl-C sends. */
@DisabledOnOs(OS.WINDOWS)
class InterruptTest {

    private static final int QUICK = 25;
    private static final String FINISHING = "Finishing the turns in flight; press Ctrl-C again to stop at once.";

    @TempDir
    private Path folder;

    private Path out;

    @BeforeEach
    void writeAnInstallation() throws IOException {
        Assumptions.assumeFalse(ignoresInterrupts(), "this process was started with interrupts ignored");
        SampleStudy.writeDemo(folder);
        out = folder.resolve("stopped");
    }

    @Test
    void the_first_interrupt_finishes_the_turn_in_flight_and_says_how_to_go_on() throws Exception {
        Process process = demo(QUICK, 1_000_000_000L);
        List<String> said = interruptAt(process, "slow");
        assertThat(process.waitFor()).as(said.toString()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(said).contains(FINISHING).endsWith("Stopped. To go on: charmirror demo --out " + out);
        assertThat(turns()).isGreaterThan(QUICK).isLessThan(SampleStudy.TURNS);

        assertThat(demo(SampleStudy.TURNS, 0).waitFor()).isEqualTo(ExitCode.DONE);
        assertThat(turns()).isEqualTo(SampleStudy.TURNS);
    }

    @Test
    void the_second_interrupt_stops_at_once_and_loses_no_complete_turn() throws Exception {
        long hour = 3_600_000_000_000L;
        Process process = demo(QUICK, hour);
        List<String> said = interruptAt(process, "slow", FINISHING);
        assertThat(process.waitFor()).as(said.toString()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(turns()).isEqualTo(QUICK);

        assertThat(demo(SampleStudy.TURNS, 0).waitFor()).isEqualTo(ExitCode.DONE);
        assertThat(turns()).isEqualTo(SampleStudy.TURNS);
    }

    @Test
    void a_run_of_a_real_model_is_stopped_in_the_same_way() throws Exception {
        Process process = ProgramProcess.of(Main.class, "run", "demo", "--out", out.toString())
                .start();
        List<String> said = interruptAt(process, "model tiny: tiny, licence Apache-2.0");
        assertThat(process.waitFor()).as(said.toString()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(said).contains(FINISHING).endsWith("Stopped. To go on: charmirror run demo --out " + out);
    }

    @Test
    void other_long_commands_end_at_once() throws Exception {
        Process process = ProgramProcess.of(Main.class, "models", "examine", "embedded:tiny", "--answers")
                .start();
        try (BufferedReader answers = ProgramProcess.reader(process.getInputStream())) {
            assertThat(answers.readLine()).isNotNull();
            interrupt(process);
            assertThat(process.waitFor()).isEqualTo(ExitCode.INTERRUPTED);
        }
    }

    @Test
    void a_command_that_waits_for_its_input_ends_at_once() throws Exception {
        Process process = ProgramProcess.of(Main.class, "models", "tokenize", "--model", "embedded:tiny")
                .start();
        process.getOutputStream().write("你好\n".getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        try (BufferedReader ids = ProgramProcess.reader(process.getInputStream())) {
            assertThat(ids.readLine()).matches("[0-9 ]+");
            interrupt(process);
            assertThat(process.waitFor()).isEqualTo(ExitCode.INTERRUPTED);
        }
    }

    /** Interrupts when each of the lines is said, and returns all that was said on standard error. */
    private static List<String> interruptAt(Process process, String... lines) throws Exception {
        List<String> said = new ArrayList<>();
        int next = 0;
        try (BufferedReader err = ProgramProcess.reader(process.getErrorStream())) {
            for (String line = err.readLine(); line != null; line = err.readLine()) {
                said.add(line);
                if (next < lines.length && line.equals(lines[next])) {
                    next++;
                    interrupt(process);
                }
            }
        }
        return said;
    }

    private static void interrupt(Process process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    }

    private Process demo(int quick, long pause) throws IOException {
        return ProgramProcess.of(
                        StuckRun.class,
                        folder.toString(),
                        out.toString(),
                        Integer.toString(quick),
                        Long.toString(pause))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private int turns() {
        try (StudyDatabase database = StudyDatabase.open(out.resolve(StudyDatabase.FILE_NAME))) {
            return new SqliteRunStore(database)
                    .transcripts().stream()
                            .mapToInt(dialogue -> dialogue.turns().size())
                            .sum();
        }
    }

    /** A shell starts what it runs in the background that way, and a child inherits it. */
    private static boolean ignoresInterrupts() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .anyMatch(line ->
                                (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
    }
}
