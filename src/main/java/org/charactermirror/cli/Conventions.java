package org.charactermirror.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** What the help of all commands has in common, so that no command needs to repeat it. */
final class Conventions implements IModelTransformer {

    private static final Map<String, String> EXIT_CODES =
            Map.of("0", "done", "1", "an unexpected error", "2", "wrong usage");

    @Override
    public CommandSpec transform(CommandSpec root) {
        apply(root);
        return root;
    }

    private static void apply(CommandSpec command) {
        UsageMessageSpec usage = command.usageMessage();
        usage.parameterListHeading("%nArguments:%n");
        usage.optionListHeading("%nOptions:%n");
        usage.commandListHeading("%nCommands:%n");
        usage.exitCodeListHeading("%nExit codes:%n");
        usage.footerHeading("%nExamples:%n");
        Map<String, String> exitCodes =
                new TreeMap<>((a, b) -> Integer.compare(Integer.parseInt(a), Integer.parseInt(b)));
        exitCodes.putAll(EXIT_CODES);
        exitCodes.putAll(usage.exitCodeList());
        usage.exitCodeList(new LinkedHashMap<>(exitCodes));
        command.versionProvider(new Version());
        command.subcommands().values().stream().map(CommandLine::getCommandSpec).forEach(Conventions::apply);
    }
}
