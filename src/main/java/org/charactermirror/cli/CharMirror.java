package org.charactermirror.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root command. */
@Command(
        name = "charmirror",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Runs the human-evaluation studies of the CharacterGLM paper for any set of character models.",
        subcommands = {
            DemoCommand.class, //
            RunCommand.class, //
            AnnotateCommand.class, //
            ReportCommand.class, //
            ChatCommand.class, //
            CharactersCommand.class, //
            ModelsCommand.class, //
            ValidateCommand.class //
        })
final class CharMirror implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command.");
    }
}
