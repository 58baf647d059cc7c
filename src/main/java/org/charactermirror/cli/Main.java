package org.charactermirror.cli;

import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.charactermirror.chat.ChatException;
import org.charactermirror.chat.StoppedException;
import org.charactermirror.problem.BadInputException;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParseResult;

/** The program: parses the command line, runs a command and turns failures into messages and exit codes. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        CommandLine commandLine = commandLine();
        commandLine.setOut(writer(new StandardOutput()));
        System.exit(commandLine.execute(arguments));
    }

    /** Returns the command line with all commands and the project's error handling; standard streams in UTF-8. */
    static CommandLine commandLine() {
        Map<String, String> environment = System.getenv();
        return commandLine(ConfigurationFile.ofProcess(environment), environment);
    }

    static CommandLine commandLine(List<ConfigurationFile> files, Map<String, String> environment) {
        return commandLine(files, environment, all -> {});
    }

    /**
     * Returns the command line likewise, with other commands.
     *
     * @param adapt changes which commands there are; every setting of the configuration stays known
     */
    static CommandLine commandLine(
            List<ConfigurationFile> files, Map<String, String> environment, Consumer<CommandLine> adapt) {
        CharMirror root = new CharMirror();
        CommandLine commandLine = new CommandLine(root);
        Configuration configuration = Configuration.read(Setting.of(commandLine.getCommandSpec()), files, environment);
        adapt.accept(commandLine);
        commandLine.setOut(writer(System.out));
        commandLine.setErr(writer(System.err));
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        root.configure(configuration);
        commandLine.setParameterExceptionHandler(new UsageErrors());
        commandLine.setExecutionStrategy(parsed -> run(root, parsed));
        commandLine.setExecutionExceptionHandler((exception, failed, parsed) -> report(exception, failed));
        return commandLine;
    }

    private static PrintWriter writer(OutputStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    private static int run(CharMirror root, ParseResult parsed) {
        UsageErrors.requireNothingBeforeSubcommands(parsed);
        root.apply();
        List<CommandLine> commands = parsed.asCommandLineList();
        CommandLine command = commands.get(commands.size() - 1);
        if (command.isUsageHelpRequested()) {
            Ansi ansi = root.screen().colored() ? Ansi.ON : Ansi.OFF;
            command.setColorScheme(CommandLine.Help.defaultColorScheme(ansi));
        } else if (!command.isVersionHelpRequested() && !(command.getCommand() instanceof WorksWithoutConfiguration)) {
            Configuration configuration = root.configuration();
            if (!configuration.problems().isEmpty()) {
                configuration.problems().forEach(command.getErr()::println);
                return ExitCode.BAD_INPUT;
            }
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    /** Where the system's encoding is not UTF-8, Chinese names reach a Java program in pieces. */
    private static String encodingRemedy() {
        String encoding = System.getProperty("sun.jnu.encoding", "unknown");
        return encoding.equals("UTF-8")
                ? ""
                : "; names are in " + encoding + " here: set the environment variable LC_ALL to C.UTF-8";
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
        if (exception instanceof StoppedException) {
            err.println("Stopped before anything was played.");
            return ExitCode.INTERRUPTED;
        }
        if (exception instanceof InvalidPathException path) {
            err.println(path.getInput() + ": cannot be a file's name (" + path.getReason() + ")" + encodingRemedy());
            return ExitCode.BAD_INPUT;
        }
        err.println("Unexpected error. Please report it with the lines below.");
        exception.printStackTrace(err);
        return ExitCode.UNEXPECTED;
    }
}
