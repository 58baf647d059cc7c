package org.charactermirror.cli;

import picocli.CommandLine.Command;

/** Groups the commands that make something for other programs out of studies. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Makes of a study what other programs read.",
        footer = "  charmirror export training my-run --out training-data",
        subcommands = ExportTrainingCommand.class)
final class ExportCommand {}
