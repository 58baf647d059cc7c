package org.charactermirror.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.charactermirror.batch.ChatModelFactory;
import org.charactermirror.batch.RunRecord;
import org.charactermirror.batch.RunSummary;
import org.charactermirror.chat.glm.GlmOptions;
import org.charactermirror.scenario.ModelSpec;
import org.charactermirror.scenario.Scenario;
import org.charactermirror.scenario.Study;
import org.charactermirror.scenario.StudyKind;
import org.charactermirror.session.TranscriptWriter;
import org.charactermirror.store.AnnotationExport;
import org.charactermirror.store.StudyDatabase;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
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
            "4:finished with failed sessions",
            "5:a model cannot be used; nothing was played",
            "130:stopped by Ctrl-C; the same command goes on"
        })
final class RunCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Parameters(
            paramLabel = "STUDY",
            description = "A study's file, or the name of one in scenarios/studies: demo, paper-rating, ...")
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private String study;

    @Option(names = "--out", paramLabel = "DIR", description = "The study's folder: new, or that of the same study.")
    private @Nullable Path out;

    @Mixin
    private BatchOption batch = new BatchOption();

    @Mixin
    private SpeculationOption speculation = new SpeculationOption();

    @Mixin
    private CacheMemoryOption cacheMemory = new CacheMemoryOption();

    @Option(
            names = "--interactive",
            description = "You play the user, blind and in your own words, and judge: at least 20 rounds are usual.")
    private boolean interactive;

    @Option(
            names = "--annotator",
            paramLabel = "NAME",
            description = "Under which name your judgements are kept; annotator-1 if not given.")
    private @Nullable String annotator;

    @Option(names = "--dry-run", description = "Prints the plan and does nothing.")
    private boolean dryRun;

    @Option(names = "--json", description = "Prints the outcome as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        checkInteractive();
        LoadedStudy loaded = LoadedStudy.load(Installation.current(), study);
        if (dryRun) {
            printPlan(loaded.study());
            return ExitCode.DONE;
        }
        Path folder = out;
        if (folder == null) {
            throw new ParameterException(spec.commandLine(), "Missing required option: '--out=DIR'");
        }
        GlmOptions options = GlmOptions.ofDefaults()
                .withBatch(batch.value())
                .withCacheMemory(cacheMemory.bytes())
                .withSpeculation(speculation.value());
        ChatModelFactory models = new LocalModels(options);
        if (interactive) {
            RunSummary summary = talk(loaded, folder, models);
            printOutcome(loaded.study(), folder, summary);
            return summary.failed().isEmpty() ? ExitCode.DONE : ExitCode.FAILED_SESSIONS;
        }
        RunSummary summary = play(loaded, folder, models, batch.value(), spec);
        printOutcome(loaded.study(), folder, summary);
        return exitCode(summary);
    }

    private RunSummary talk(LoadedStudy loaded, Path folder, ChatModelFactory models) {
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
        return new InteractiveRun(loaded, models, annotatorName(), terminal).run(folder);
    }

    private String annotatorName() {
        return annotator == null ? "annotator-1" : annotator.strip();
    }

    private void checkInteractive() {
        if (annotator != null && !interactive) {
            throw new ParameterException(spec.commandLine(), "--annotator needs --interactive");
        }
        if (interactive && json) {
            throw new ParameterException(
                    spec.commandLine(), "--json cannot be used with --interactive, whose output is the dialogue");
        }
        if (annotatorName().isEmpty() || annotatorName().chars().anyMatch(Character::isISOControl)) {
            throw new ParameterException(spec.commandLine(), "--annotator needs a name with letters");
        }
    }

    /** Runs a study with progress on standard error and with Ctrl-C as a request to stop. */
    static RunSummary play(LoadedStudy loaded, Path folder, ChatModelFactory models, int batch, CommandSpec command) {
        PrintWriter err = command.commandLine().getErr();
        loaded.warnings().forEach(err::println);
        RunSummary summary;
        try (Interrupts interrupts = Interrupts.listen(
                        () -> err.println("\nFinishing the turns in flight; press Ctrl-C again to stop at once."));
                RunProgress progress = RunProgress.of(command)) {
            summary = new StudyRun(loaded, models, batch).run(folder, progress, interrupts::requested);
        }
        models.tally().ifPresent(err::println);
        return summary;
    }

    static int exitCode(RunSummary summary) {
        if (summary.interrupted()) {
            return ExitCode.INTERRUPTED;
        }
        return summary.failed().isEmpty() ? ExitCode.DONE : ExitCode.FAILED_SESSIONS;
    }

    private void printPlan(Study planned) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> plan = new LinkedHashMap<>();
            plan.put("format", "charmirror.plan/1");
            plan.put("study", planned.id());
            plan.put("models", planned.models().stream().map(ModelSpec::id).toList());
            plan.put("characters", planned.characters().size());
            plan.put("scenarios", planned.scenarios().size());
            plan.put("repetitions", planned.repetitions());
            plan.put("rounds", planned.rounds());
            plan.put("replies", planned.replies());
            printJson(plan);
            return;
        }
        out.println("Study " + planned.id() + " (" + planned.kind().word() + ", language " + planned.language() + ")");
        planned.models().forEach(model -> out.println("  model " + model.id() + ": " + words(model)));
        planned.interviewer().ifPresent(model -> out.println("  interviewer " + model.id() + ": " + words(model)));
        planned.opponents().forEach(pair -> out.println("  pair " + pair.modelA() + " and " + pair.modelB()));
        out.println("  characters: "
                + String.join(
                        ", ", planned.characters().stream().map(c -> c.id()).toList()));
        out.println("  scenarios: "
                + String.join(
                        ", ", planned.scenarios().stream().map(s -> s.id()).toList()));
        out.println(String.format(
                Locale.ROOT,
                "%s x characters %d x scenarios %d x repetitions %d x rounds %d = %,d replies; seed %d",
                planned.kind() == StudyKind.PAIRWISE
                        ? "pairs of models " + planned.opponents().size() + " x replies 2"
                        : "models " + planned.models().size(),
                planned.characters().size(),
                planned.scenarios().size(),
                planned.repetitions(),
                planned.rounds(),
                planned.replies(),
                planned.seed()));
        if (planned.interviewerMessages() > 0) {
            out.println(String.format(
                    Locale.ROOT, "besides, the interviewer writes %,d messages", planned.interviewerMessages()));
        }
        StudyRun.unreachable(planned.allModels()).ifPresent(out::println);
    }

    private static String words(ModelSpec model) {
        return String.join(
                ", ",
                model.keys().entrySet().stream()
                        .filter(key -> !key.getKey().equals("id"))
                        .map(key -> key.getKey() + " " + key.getValue())
                        .toList());
    }

    private void printOutcome(Study played, Path folder, RunSummary summary) {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if (json) {
            Map<String, Object> outcome = new LinkedHashMap<>();
            outcome.put("format", "charmirror.outcome/1");
            outcome.put("study", played.id());
            outcome.put("folder", folder.toString());
            outcome.put("sessions", summary.sessions());
            outcome.put("done", summary.done());
            outcome.put("failed", summary.failed());
            outcome.put("turns", summary.turns());
            outcome.put("new_turns", summary.newTurns());
            outcome.put("interrupted", summary.interrupted());
            outcome.put("caches", CacheUses.asMap(summary.caches()));
            printJson(outcome);
        } else {
            out.println(String.format(
                    Locale.ROOT,
                    "Study %s: %d of %d sessions done, %,d turns (%,d new).",
                    played.id(),
                    summary.done(),
                    summary.sessions(),
                    summary.turns(),
                    summary.newTurns()));
            List<String> files = new ArrayList<>(
                    List.of(StudyDatabase.FILE_NAME, "study.yaml", RunRecord.FILE_NAME, TranscriptWriter.FILE_NAME));
            if (interactive && Files.isDirectory(folder.resolve(AnnotationExport.FOLDER_NAME))) {
                files.add(AnnotationExport.FOLDER_NAME);
            }
            out.println("Wrote into " + folder + ": " + String.join(", ", files));
        }
        if (!interactive) {
            // To somebody who judges, they would tell which model has answered.
            CacheUses.lines(summary.caches()).forEach(err::println);
        }
        String again = "charmirror run " + Shell.quoted(study) + " --out " + Shell.quoted(folder)
                + (interactive ? " --interactive --annotator " + Shell.quoted(annotatorName()) : "");
        if (summary.interrupted()) {
            err.println("Stopped. To go on: " + again);
        } else if (!summary.failed().isEmpty()) {
            err.println(summary.failed().size() + " sessions failed; the reasons are in "
                    + folder.resolve(RunRecord.FILE_NAME) + ". To try them again: " + again);
        } else if (!json) {
            out.println("Next: "
                    + (interactive ? "" : "charmirror annotate import " + Shell.quoted(folder) + " FILE..., then ")
                    + "charmirror report " + Shell.quoted(folder));
        }
    }

    private void printJson(Map<String, Object> object) {
        try {
            spec.commandLine().getOut().println(new ObjectMapper().writeValueAsString(object));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of plain values can always be written", e);
        }
    }
}
