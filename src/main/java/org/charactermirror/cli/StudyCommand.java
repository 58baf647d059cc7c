package org.charactermirror.cli;

import picocli.CommandLine.Command;

/** Groups the commands around whole studies. */
@Command(
        name = "study",
        mixinStandardHelpOptions = true,
        description = "Keeps studies safe, seals them for others, checks what was sealed, and takes in dialogues.",
        footer = {
            "  charmirror study backup my-run --out my-run.db",
            "  charmirror study export my-run --out my-run.zip",
            "  charmirror study verify my-run.zip",
            "  charmirror study import dialogues.jsonl --out imported"
        },
        subcommands = {
            StudyBackupCommand.class,
            StudyRestoreCommand.class,
            StudyExportCommand.class,
            StudyVerifyCommand.class,
            StudyImportCommand.class
        })
final class StudyCommand {}
