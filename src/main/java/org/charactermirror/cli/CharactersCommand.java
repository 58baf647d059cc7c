package org.charactermirror.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Groups the commands around characters. */
@Command(
        name = "characters",
        mixinStandardHelpOptions = true,
        description = "Lists characters, and moves them from and to CharacterGLM's character.json.",
        subcommands = {CharactersListCommand.class, CharactersImportCommand.class, CharactersExportCommand.class})
final class CharactersCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command after characters.");
    }
}
