package org.charactermirror.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.charactermirror.document.Similar;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells wrong usage in a line, with what was perhaps meant, and where the help is. */
final class UsageErrors implements IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException exception, String[] arguments) {
        CommandLine command = exception.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(message(exception));
        err.println("See: " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }

    private static String message(ParameterException exception) {
        CommandLine command = exception.getCommandLine();
        CommandSpec spec = command.getCommandSpec();
        if (exception instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched, spec);
        }
        // A misspelt option is told before what is missing, perhaps because of it.
        if (exception instanceof MissingParameterException
                && !command.getUnmatchedArguments().isEmpty()) {
            return unmatched(new UnmatchedArgumentException(command, command.getUnmatchedArguments()), spec);
        }
        if (isGroup(spec)) {
            return "Missing command" + (spec.parent() == null ? "" : " after " + spec.name()) + "; there are: "
                    + String.join(", ", spec.subcommands().keySet());
        }
        return String.valueOf(exception.getMessage());
    }

    /** A group of commands does nothing itself, so a parameter error of its own can only be that none was named. */
    private static boolean isGroup(CommandSpec spec) {
        return !spec.subcommands().isEmpty()
                && !(spec.userObject() instanceof Runnable)
                && !(spec.userObject() instanceof Callable<?>);
    }

    private static String unmatched(UnmatchedArgumentException exception, CommandSpec spec) {
        String word = exception.getUnmatched().get(0);
        if (exception.isUnknownOption()) {
            String name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
            return "Unknown option " + name
                    + suggestion(name, List.copyOf(spec.optionsMap().keySet()), exception)
                            .orElse("");
        }
        if (!spec.subcommands().isEmpty()) {
            List<String> commands = List.copyOf(spec.subcommands().keySet());
            return "Unknown command " + word
                    + suggestion(word, commands, exception).orElse("; there are: " + String.join(", ", commands));
        }
        return "Unexpected argument " + word;
    }

    private static Optional<String> suggestion(String word, List<String> known, UnmatchedArgumentException exception) {
        return Similar.nearest(word, known)
                .or(() -> exception.getSuggestions().stream()
                        .filter(known::contains)
                        .findFirst())
                .map(name -> "; did you mean " + name + "?");
    }
}
