package org.charactermirror.cli;

import picocli.CommandLine.Command;

/** Groups the commands around characters. */
@Command(
        name = "characters",
        footer = "  charmirror characters import character.json --out characters",
        mixinStandardHelpOptions = true,
        description = "Lists characters, and moves them from and to CharacterGLM's character.json.",
        subcommands = {CharactersListCommand.class, CharactersImportCommand.class, CharactersExportCommand.class})
final class CharactersCommand {}
