package org.charactermirror.cli;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Real processes of the program, or of another main class, with the classes under test. */
final class ProgramProcess {

    private ProgramProcess() {}

    static ProcessBuilder of(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                // Processes that live for seconds: compiling more thoroughly takes longer than it saves.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dfile.encoding=UTF-8",
                "-Dai.djl.offline=true",
                "-Dcharmirror.home=" + System.getProperty("charmirror.home"),
                main.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        // A Java that is given options this way says so first, and the tests read what the program says.
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        return builder;
    }

    static BufferedReader reader(InputStream stream) {
        return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }
}
