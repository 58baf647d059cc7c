package org.charactermirror.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.charactermirror.problem.BadInputException;
import picocli.CommandLine;

/** Runs {@code probe} with an installation of its own, and keeps what it says. */
final class ProbeTerminal {

    /** A study of the lamp and the clock in one scenario of 20 rounds. */
    static final String STUDY = """
        id: small
        kind: turn_errors
        models:
          - {id: tiny, provider: local, path: "embedded:tiny"}
        characters: all
        scenarios: [walk]
        probes: all
        rounds: 20
        seed: 7
        """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }

    int run(Path home, Path study, List<String> options) {
        List<String> arguments = new ArrayList<>(List.of(study.toString()));
        arguments.addAll(options);
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine command = new CommandLine(new ProbeCommand(new Installation(home, Optional.empty())));
        command.setCaseInsensitiveEnumValuesAllowed(true);
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        command.setExecutionExceptionHandler((exception, failed, parsed) -> {
            if (!(exception instanceof BadInputException)) {
                throw exception;
            }
            failed.getErr().println(exception.getMessage());
            return ExitCode.BAD_INPUT;
        });
        return command.execute(arguments.toArray(String[]::new));
    }
}
