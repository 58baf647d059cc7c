package org.charactermirror.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** Runs the program's commands in this process and keeps what they say. */
final class Terminal {

    private final List<ConfigurationFile> files;
    private final Map<String, String> environment;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    Terminal(List<ConfigurationFile> files, Map<String, String> environment) {
        this.files = files;
        this.environment = environment;
    }

    Terminal() {
        this(List.of(), Map.of());
    }

    /** Runs one command and returns its exit code; what an earlier one said is forgotten. */
    int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine commandLine = Main.commandLine(files, environment);
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }

    String out() {
        return out.toString().replace("\r\n", "\n");
    }

    String err() {
        return err.toString().replace("\r\n", "\n");
    }
}
