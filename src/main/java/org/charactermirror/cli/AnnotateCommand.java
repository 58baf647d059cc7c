package org.charactermirror.cli;

import picocli.CommandLine.Command;

/** Groups the commands around annotations. */
@Command(
        name = "annotate",
        mixinStandardHelpOptions = true,
        description = "Brings judgements into a study.",
        footer = "  charmirror annotate import my-run ratings.csv",
        subcommands = {AnnotateImportCommand.class})
final class AnnotateCommand {}
