package org.charactermirror.cli;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.charactermirror.batch.ChatModelFactory;
import org.charactermirror.batch.RunSummary;
import org.charactermirror.scenario.Scenario;
import org.charactermirror.scenario.Study;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code run}: plays a study into a folder, or goes on with it. */
@Command(
        name = "run",
        footer = {
            "  charmirror run demo --dry-run",
            "  charmirror run scenarios/studies/demo.yaml --out my-run",
            "  charmirror run demo --out talks --interactive --annotator chen"
        },
        mixinStandardHelpOptions = true,
        description = {
            "Plays a study: every model as every character in every scenario.",
            "The same command again goes on where the last one stopped and retries failed sessions."
        },
        exitCodeList = {
            "0:all sessions are done",
            "3:the study, a character, a scenario or the folder has problems",
            "4:finished with failed sessions, or stopped since the budget is spent",
            "5:a model cannot be used; nothing was played",
            "130:stopped by Ctrl-C; the same command goes on"
        })
final class RunCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Mixin
    private RunOptions options = new RunOptions();

    @Option(
            names = "--interactive",
            description = "You play the user, blind and in your own words, and judge: at least 20 rounds are usual.")
    private boolean interactive;

    @Option(
            names = "--annotator",
            paramLabel = "NAME",
            description = "Under which name your judgements are kept; annotator-1 if not given.")
    private @Nullable String annotator;

    @Override
    public Integer call() {
        checkInteractive();
        LoadedStudy loaded = options.load();
        if (options.dryRun()) {
            options.printPlan(loaded);
            return ExitCode.DONE;
        }
        Path folder = options.folder();
        StudyModels models = new StudyModels(
                options.local(), loaded.study().language(), spec.commandLine().getErr()::println, System.in);
        if (interactive) {
            RunOutcome outcome = talk(loaded, folder, models);
            printOutcome(loaded.study(), folder, outcome);
            return outcome.summary().failed().isEmpty() && outcome.spent().isEmpty()
                    ? ExitCode.DONE
                    : ExitCode.FAILED_SESSIONS;
        }
        RunOutcome outcome = play(loaded, folder, models, options.batch(), options.bound(loaded.study()), spec);
        printOutcome(loaded.study(), folder, outcome);
        return outcome.exitCode();
    }

    private RunOutcome talk(LoadedStudy loaded, Path folder, ChatModelFactory models) {
        PrintWriter err = spec.commandLine().getErr();
        loaded.warnings().forEach(err::println);
        if (loaded.study().rounds() < Scenario.MINIMUM_TURNS) {
            err.println("warning: the study has " + loaded.study().rounds()
                    + " rounds; the paper's dialogues have at least " + Scenario.MINIMUM_TURNS);
        }
        PersonTerminal terminal = new PersonTerminal(
                System.in,
                Screen.isTerminal(Screen.Stream.IN),
                spec.commandLine().getOut());
        return new InteractiveRun(loaded, models, annotatorName(), terminal, options.bound(loaded.study())).run(folder);
    }

    private String annotatorName() {
        return annotator == null ? "annotator-1" : annotator.strip();
    }

    private void checkInteractive() {
        if (annotator != null && !interactive) {
            throw new ParameterException(spec.commandLine(), "--annotator needs --interactive");
        }
        if (interactive && options.json()) {
            throw new ParameterException(
                    spec.commandLine(), "--json cannot be used with --interactive, whose output is the dialogue");
        }
        if (annotatorName().isEmpty() || annotatorName().chars().anyMatch(Character::isISOControl)) {
            throw new ParameterException(spec.commandLine(), "--annotator needs a name with letters");
        }
    }

    /** Runs a study with progress on standard error and with Ctrl-C as a request to stop. */
    static RunOutcome play(
            LoadedStudy loaded,
            Path folder,
            ChatModelFactory models,
            int batch,
            Optional<BigDecimal> budget,
            CommandSpec command) {
        PrintWriter err = command.commandLine().getErr();
        loaded.warnings().forEach(err::println);
        RunOutcome outcome;
        try (Interrupts interrupts = Interrupts.listen(
                        () -> err.println("\nFinishing the turns in flight; press Ctrl-C again to stop at once."));
                RunProgress progress = RunProgress.of(command)) {
            outcome = new StudyRun(loaded, models, batch, budget).outcome(folder, progress, interrupts::requested);
        }
        models.tally().ifPresent(err::println);
        return outcome;
    }

    static int exitCode(RunSummary summary) {
        if (summary.interrupted()) {
            return ExitCode.INTERRUPTED;
        }
        return summary.failed().isEmpty() ? ExitCode.DONE : ExitCode.FAILED_SESSIONS;
    }

    private void printOutcome(Study played, Path folder, RunOutcome ended) {
        String again = "charmirror run " + Shell.quoted(options.study()) + " --out " + Shell.quoted(folder)
                + (interactive ? " --interactive --annotator " + Shell.quoted(annotatorName()) : "");
        new RunOutcomePrinter(spec, options.json(), interactive, again, options.bounded()).print(played, folder, ended);
    }
}
