package org.charactermirror.cli;

import picocli.CommandLine.Command;

/** Groups the commands around judges. */
@Command(
        name = "judge",
        mixinStandardHelpOptions = true,
        description = "Tells how far judges may stand in for people.",
        footer = "  charmirror judge calibrate my-run",
        subcommands = JudgeCalibrateCommand.class)
final class JudgeCommand {}
