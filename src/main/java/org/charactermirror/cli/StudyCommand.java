package org.charactermirror.cli;

import picocli.CommandLine.Command;

/** Groups the commands around whole studies. */
@Command(
        name = "study",
        mixinStandardHelpOptions = true,
        description = "Keeps studies safe, seals them for others, and checks what was sealed.",
        footer = {
            "  charmirror study backup my-run --out my-run.db",
            "  charmirror study export my-run --out my-run.zip",
            "  charmirror study verify my-run.zip"
        },
        subcommands = {
            StudyBackupCommand.class,
            StudyRestoreCommand.class,
            StudyExportCommand.class,
            StudyVerifyCommand.class
        })
final class StudyCommand {}
