package org.charactermirror.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Groups the commands around annotations. */
@Command(
        name = "annotate",
        mixinStandardHelpOptions = true,
        description = "Brings judgements into a study, and out of it.",
        subcommands = {AnnotateImportCommand.class, AnnotateExportCommand.class})
final class AnnotateCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command after annotate.");
    }
}
