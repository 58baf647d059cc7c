package org.charactermirror.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Groups what concerns local models. */
@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        description = "Lists, checks and makes local models.",
        subcommands = {
            ModelsListCommand.class,
            ModelsVerifyCommand.class,
            ModelsTokenizeCommand.class,
            ModelsTrainCommand.class,
            ModelsExamineCommand.class
        })
final class ModelsCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command after models.");
    }
}
