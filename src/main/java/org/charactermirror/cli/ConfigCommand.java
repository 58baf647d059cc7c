package org.charactermirror.cli;

import picocli.CommandLine.Command;

/** Groups what concerns the configuration. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        description = "Shows the settings and where they come from.",
        footer = "  charmirror config show",
        subcommands = ConfigShowCommand.class)
final class ConfigCommand {}
