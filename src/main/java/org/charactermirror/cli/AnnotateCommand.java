package org.charactermirror.cli;

import picocli.CommandLine.Command;

/** Groups the commands around annotations. */
@Command(
        name = "annotate",
        mixinStandardHelpOptions = true,
        description = "Brings judgements into a study, and out of it.",
        footer = {
            "  charmirror annotate export my-run --out sheets --annotators wang,li",
            "  charmirror annotate import my-run ratings.csv",
            "  charmirror annotate invite my-run --names wang,li"
        },
        subcommands = {AnnotateImportCommand.class, AnnotateExportCommand.class, AnnotateInviteCommand.class})
final class AnnotateCommand {}
