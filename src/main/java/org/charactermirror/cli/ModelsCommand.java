package org.charactermirror.cli;

import picocli.CommandLine.Command;

/** Groups what concerns local models. */
@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        description = "Lists, checks and makes local models.",
        footer = {"  charmirror models list", "  charmirror models examine embedded:tiny"},
        subcommands = {
            ModelsListCommand.class,
            ModelsVerifyCommand.class,
            ModelsCompareCommand.class,
            ModelsTokenizeCommand.class,
            ModelsTrainCommand.class,
            ModelsExamineCommand.class
        })
final class ModelsCommand {}
