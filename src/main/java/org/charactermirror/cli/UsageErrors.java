package org.charactermirror.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.charactermirror.document.Similar;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells wrong usage in a line, with what was perhaps meant, and where the help is. */
final class UsageErrors implements IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException exception, String[] arguments) {
        CommandLine command = exception.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(message(exception, List.of(arguments)));
        err.println("See: " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }

    /**
     * Holds that nothing was given to a command whose subcommand is to run instead: it would be ignored.
     *
     * @throws ParameterException if there is an option, or a parameter
     */
    static void requireNothingBeforeSubcommands(ParseResult program) {
        for (ParseResult parsed = program.subcommand();
                parsed != null && parsed.hasSubcommand() && !parsed.isUsageHelpRequested();
                parsed = parsed.subcommand()) {
            CommandSpec last = parsed.subcommand().commandSpec();
            parsed.matchedArgs().stream()
                    .filter(argument -> !argument.inherited())
                    .findFirst()
                    .ifPresent(argument -> {
                        throw new ParameterException(last.commandLine(), before(last, argument));
                    });
        }
    }

    private static String before(CommandSpec command, ArgSpec argument) {
        return (argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel()) + " comes before "
                + command.name() + " and would do nothing; what is for " + command.name() + " comes after its name";
    }

    private static String message(ParameterException exception, List<String> arguments) {
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
        if (exception instanceof MissingParameterException missing) {
            Optional<ArgSpec> before = missing.getMissing().stream()
                    .filter(argument -> isBefore(spec, argument, arguments))
                    .findFirst();
            if (before.isPresent()) {
                return before(spec, before.get());
            }
        }
        if (isGroup(spec)) {
            return "Missing command" + (spec.parent() == null ? "" : " after " + spec.name()) + "; there are: "
                    + String.join(", ", spec.subcommands().keySet());
        }
        return String.valueOf(exception.getMessage());
    }

    private static boolean isBefore(CommandSpec command, ArgSpec argument, List<String> arguments) {
        return argument instanceof OptionSpec option
                && arguments.subList(0, Math.max(0, arguments.indexOf(command.name()))).stream()
                        .map(UsageErrors::optionName)
                        .anyMatch(List.of(option.names())::contains);
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
            String name = optionName(word);
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

    private static String optionName(String word) {
        return word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
    }

    private static Optional<String> suggestion(String word, List<String> known, UnmatchedArgumentException exception) {
        return Similar.nearest(word, known)
                .or(() -> exception.getSuggestions().stream()
                        .filter(known::contains)
                        .findFirst())
                .map(name -> "; did you mean " + name + "?");
    }
}
