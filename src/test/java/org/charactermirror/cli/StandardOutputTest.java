package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Starts real processes whose standard output goes to unusual places. */
@DisabledOnOs(OS.WINDOWS)
class StandardOutputTest {

    @Test
    void a_reader_that_leaves_ends_the_program_without_a_word() throws Exception {
        Process process = ProgramProcess.of(Main.class, "models", "tokenize", "--model", "embedded:tiny")
                .start();
        try (OutputStream lines = process.getOutputStream();
                BufferedReader err = ProgramProcess.reader(process.getErrorStream())) {
            BufferedReader ids = ProgramProcess.reader(process.getInputStream());
            say(lines, "你好");
            assertThat(ids.readLine()).matches("[0-9 ]+");
            ids.close();
            say(lines, "再见");
            assertThat(process.waitFor()).isEqualTo(ExitCode.DONE);
            assertThat(err.lines()).isEmpty();
        }
    }

    @Test
    void a_full_disk_is_told() throws Exception {
        File full = new File("/dev/full");
        Assumptions.assumeTrue(full.exists(), "this system has no /dev/full");
        Process process =
                ProgramProcess.of(Main.class, "completion").redirectOutput(full).start();
        try (BufferedReader err = ProgramProcess.reader(process.getErrorStream())) {
            assertThat(err.lines()).singleElement().asString().startsWith("Standard output cannot be written: ");
        }
        assertThat(process.waitFor()).isEqualTo(ExitCode.UNEXPECTED);
    }

    @Test
    void words_are_in_utf_8_whatever_the_locale() throws Exception {
        ProcessBuilder chat = ProgramProcess.of(Main.class, "chat", "--character", "xiang-yu");
        chat.environment().put("LC_ALL", "C");
        Process talking = chat.start();
        talking.getOutputStream().close();
        try (BufferedReader out = ProgramProcess.reader(talking.getInputStream())) {
            assertThat(out.readLine()).startsWith("[项羽]");
        }
        assertThat(talking.waitFor()).isEqualTo(ExitCode.DONE);
    }

    private static void say(OutputStream lines, String text) throws IOException {
        lines.write((text + "\n").getBytes(StandardCharsets.UTF_8));
        lines.flush();
    }
}
