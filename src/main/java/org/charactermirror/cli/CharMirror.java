package org.charactermirror.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root command, with the options that every command has. */
@Command(
        name = "charmirror",
        mixinStandardHelpOptions = true,
        modelTransformer = Conventions.class,
        description = "Runs the human-evaluation studies of the CharacterGLM paper for any set of character models.",
        footer = {"  charmirror demo", "  charmirror run scenarios/studies/demo.yaml --out my-run"},
        subcommands = {
            DemoCommand.class, //
            RunCommand.class, //
            StudyCommand.class, //
            AnnotateCommand.class, //
            JudgeCommand.class, //
            MetricsCommand.class, //
            ProbeCommand.class, //
            ReportCommand.class, //
            ExportCommand.class, //
            PlanCommand.class, //
            ChatCommand.class, //
            ServeCommand.class, //
            CharactersCommand.class, //
            ModelsCommand.class, //
            BenchCommand.class, //
            ValidateCommand.class, //
            DoctorCommand.class, //
            ConfigCommand.class, //
            CompletionCommand.class
        })
final class CharMirror {

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    // Without a fallback, picocli would turn the flag round where the configuration says "plain: true".
    @Option(
            names = "--plain",
            scope = ScopeType.INHERIT,
            negatable = true,
            fallbackValue = "true",
            descriptionKey = "plain",
            description = "No colour and no animation: progress is a line every so many sessions.")
    private boolean plain;

    @Option(
            names = "--color",
            scope = ScopeType.INHERIT,
            descriptionKey = "color",
            defaultValue = "auto",
            paramLabel = "WHEN",
            description = "auto (default: on a terminal, unless NO_COLOR or CLICOLOR forbid it), always or never.")
    private Screen.Color color = Screen.Color.AUTO;

    @Option(
            names = "--cache",
            scope = ScopeType.INHERIT,
            descriptionKey = "cache",
            paramLabel = "DIR",
            description = "Where embedded models are unpacked (default: the user's cache folder).")
    private @Nullable Path cache;

    private Configuration configuration = Configuration.EMPTY;
    private Screen screen = Screen.PLAIN;

    /** Returns the root command that a command belongs to; one of its own where there is none. */
    static CharMirror of(CommandSpec command) {
        return command.root().userObject() instanceof CharMirror root ? root : new CharMirror();
    }

    /** Returns how the output may look. */
    Screen screen() {
        return screen;
    }

    Configuration configuration() {
        return configuration;
    }

    void configure(Configuration read) {
        configuration = read;
        spec.commandLine().setDefaultValueProvider(read);
    }

    /** Takes over the options of every command, after they were parsed and before a command runs. */
    void apply() {
        screen = Screen.ofProcess(plain, color);
        if (cache != null) {
            System.setProperty("charmirror.cache", cache.toString());
        }
    }
}
