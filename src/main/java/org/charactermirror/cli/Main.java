package org.charactermirror.cli;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.charactermirror.chat.ChatException;
import org.charactermirror.problem.BadInputException;
import picocli.CommandLine;

/** The program: parses the command line, runs a command and turns failures into messages and exit codes. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** Returns the command line with all commands and the project's error handling; standard streams in UTF-8. */
    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new CharMirror());
        commandLine.setOut(new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true));
        commandLine.setErr(new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true));
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setExecutionExceptionHandler((exception, failed, parsed) -> report(exception, failed));
        return commandLine;
    }

    private static int report(Exception exception, CommandLine failed) {
        PrintWriter err = failed.getErr();
        if (exception instanceof BadInputException badInput) {
            badInput.problems().forEach(err::println);
            return ExitCode.BAD_INPUT;
        }
        if (exception instanceof ChatException) {
            err.println(exception.getMessage());
            return ExitCode.MODEL_UNAVAILABLE;
        }
        err.println("Unexpected error. Please report it with the lines below.");
        exception.printStackTrace(err);
        return ExitCode.UNEXPECTED;
    }
}
