package org.charactermirror.cli;

import picocli.CommandLine.Command;

/** Groups the commands around whole studies. */
@Command(
        name = "study",
        mixinStandardHelpOptions = true,
        description = "Makes studies of dialogues from elsewhere.",
        footer = "  charmirror study import dialogues.jsonl --out imported",
        subcommands = {StudyImportCommand.class})
final class StudyCommand {}
