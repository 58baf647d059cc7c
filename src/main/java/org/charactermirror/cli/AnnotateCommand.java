package org.charactermirror.cli;

import picocli.CommandLine.Command;

/** Groups the commands around annotations. */
@Command(
        name = "annotate",
        mixinStandardHelpOptions = true,
        description = "Brings judgements into a study, and out of it.",
        footer = {
            "  charmirror annotate export my-run --out sheets --annotators wang,li",
            "  charmirror annotate import my-run ratings.csv"
        },
        subcommands = {AnnotateImportCommand.class, AnnotateExportCommand.class})
final class AnnotateCommand {}
