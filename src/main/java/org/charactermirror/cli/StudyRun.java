package org.charactermirror.cli;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.charactermirror.batch.ChatModelFactory;
import org.charactermirror.batch.Ingredients;
import org.charactermirror.batch.OpenModels;
import org.charactermirror.batch.RunListener;
import org.charactermirror.batch.RunRecord;
import org.charactermirror.batch.RunSummary;
import org.charactermirror.batch.Runner;
import org.charactermirror.batch.SessionState;
import org.charactermirror.chat.ModelDescription;
import org.charactermirror.chat.ModelUnavailableException;
import org.charactermirror.document.AtomicFile;
import org.charactermirror.problem.BadInputException;
import org.charactermirror.problem.Problems;
import org.charactermirror.scenario.Continuation;
import org.charactermirror.scenario.ModelSpec;
import org.charactermirror.scenario.Prices;
import org.charactermirror.scenario.Study;
import org.charactermirror.scenario.StudyWriter;
import org.charactermirror.session.TranscriptWriter;
import org.charactermirror.store.AnnotationStore;
import org.charactermirror.store.SqliteRunStore;
import org.charactermirror.store.StudyDatabase;
import org.charactermirror.store.StudyFolder;
import org.charactermirror.store.UsageStore;

/** Runs a study into its folder, or goes on with it: checks first, then plan, turns, exports. */
final class StudyRun {

    private final LoadedStudy loaded;
    private final ChatModelFactory models;
    private final int batch;
    private final Optional<BigDecimal> budget;

    /** Prepares a run that may cost what the study says. */
    StudyRun(LoadedStudy loaded, ChatModelFactory models, int batch) {
        this(loaded, models, batch, loaded.study().budget());
    }

    /**
     * Prepares a run.
     *
     * @param batch how many sessions are played at once, at least 1
     * @param budget what all runs of the folder together may cost
     */
    StudyRun(LoadedStudy loaded, ChatModelFactory models, int batch, Optional<BigDecimal> budget) {
        this.loaded = loaded;
        this.models = models;
        this.batch = batch;
        this.budget = budget;
    }

    /**
     * Plays everything that is not played yet.
     *
     * @throws org.charactermirror.problem.BadInputException if the folder holds something else
     * @throws ModelUnavailableException if a model cannot be used; nothing was played then
     */
    RunSummary run(Path folder, RunListener listener, BooleanSupplier stopRequested) {
        return outcome(folder, listener, stopRequested).summary();
    }

    /** Plays likewise, and tells also what was asked of remote models. */
    RunOutcome outcome(Path folder, RunListener listener, BooleanSupplier stopRequested) {
        requireNoPerson(loaded.study());
        return outcome(
                folder,
                listener,
                stopRequested,
                (study, store, open, heard, stop) -> new Runner(loaded.plan(), store, open, heard, stop, batch).run());
    }

    /**
     * Refuses a study that only a person can play.
     *
     * @throws BadInputException if it is one
     */
    static void requireNoPerson(Study study) {
        if (study.continuation().equals(Optional.of(Continuation.ANNOTATOR))) {
            throw BadInputException.of(
                    study.id(),
                    "continuation is annotator: a person chooses whose reply goes on while the dialogues are played; run"
                            + " the study with --interactive, or choose random, alternate, model_a or model_b");
        }
    }

    /** Plays what is not played yet, in a folder that is held. */
    interface Play {

        /**
         * Plays, and sums up; what is said of caches comes from the open models where the summary says nothing.
         *
         * @param heard is to hear of every turn
         * @param stop says when to end
         */
        RunSummary play(
                StudyFolder folder, SqliteRunStore store, OpenModels open, RunListener heard, BooleanSupplier stop);
    }

    /** Does everything around the playing of a study, which may be done in another way. */
    RunOutcome outcome(Path folder, RunListener listener, BooleanSupplier stopRequested, Play play) {
        List<ModelSpec> specs = loaded.plan().models();
        models.check(specs);
        checkPrices(specs);
        // A spent budget is no reason to break off what is under way and may already be paid for.
        models.stopWhen(stopRequested);
        boolean fresh = !Files.exists(folder.resolve(StudyDatabase.FILE_NAME));
        StudyFolder.check(folder);
        if (fresh) {
            specs.forEach(models::look);
        }
        try (OpenModels open = new OpenModels(models)) {
            Map<String, ModelDescription> descriptions = describe(open);
            listener.opened(descriptions);
            Map<String, String> ingredients = Ingredients.of(
                    loaded.plan(), loaded.characters()::sha256, loaded.scenarios()::sha256, descriptions);
            try (StudyFolder study = StudyFolder.open(folder)) {
                SqliteRunStore store = new SqliteRunStore(study.database());
                keepOrCompare(study, store, ingredients);
                if (!fresh) {
                    // A model whose dialogues are all there may be gone for good.
                    unfinished(store).forEach(models::look);
                }
                AtomicFile.write(folder.resolve("study.yaml"), StudyWriter.toYaml(loaded.study()));
                Accounts accounts = new Accounts(new UsageStore(study.database()), specs, models, budget);
                BooleanSupplier stop = () ->
                        stopRequested.getAsBoolean() || accounts.stopReason().isPresent();
                RunListener heard = new AccountingListener(listener, accounts);
                RunSummary before = new Runner(loaded.plan(), store, open, heard, () -> true, batch).summary();
                writeRecord(folder, store, ingredients, descriptions, before, accounts);
                RunSummary summary;
                try {
                    RunSummary played = play.play(study, store, open, heard, stop);
                    summary = played.caches().isEmpty() ? played.withCaches(open.cacheUse()) : played;
                } finally {
                    accounts.save();
                }
                Optional<String> spent = summary.interrupted() && !stopRequested.getAsBoolean()
                        ? accounts.stopReason()
                        : Optional.empty();
                keepEnd(store, summary, spent, accounts);
                TranscriptWriter.write(folder.resolve(TranscriptWriter.FILE_NAME), store::forEachTranscript);
                writeRecord(folder, store, ingredients, descriptions, summary, accounts);
                return new RunOutcome(summary, accounts.all(), spent);
            }
        }
    }

    private void checkPrices(List<ModelSpec> specs) {
        budget.map(bound -> Prices.problems(bound, specs))
                .filter(problems -> !problems.isEmpty())
                .ifPresent(problems -> {
                    throw BadInputException.of(loaded.study().id(), String.join("; ", problems));
                });
    }

    private static void keepEnd(SqliteRunStore store, RunSummary summary, Optional<String> spent, Accounts accounts) {
        store.keepEvent(
                summary.interrupted() ? "interrupted" : "finished",
                summary.newTurns() + " turns, " + summary.failed().size() + " failed sessions");
        spent.ifPresent(reason -> store.keepEvent("budget", reason));
        CacheUses.lines(summary.caches()).forEach(line -> store.keepEvent("caches", line));
        Accounts.lines(accounts.all()).forEach(line -> store.keepEvent("usage", line));
    }

    private void keepOrCompare(StudyFolder folder, SqliteRunStore store, Map<String, String> ingredients) {
        String name = folder.path().toString();
        if (!store.hasPlan()) {
            if (new AnnotationStore(folder.database()).annotations().size() > 0) {
                throw BadInputException.of(
                        name, "holds annotation rows that belong to no run; choose another folder with --out");
            }
            store.keepPlan(loaded.plan(), ingredients);
            store.keepEvent("started", "charmirror " + Version.current());
            return;
        }
        Problems problems = new Problems();
        Ingredients.compare(name, store.ingredients(), ingredients, problems);
        problems.throwIfErrors();
        store.keepEvent("resumed", "charmirror " + Version.current());
    }

    private List<ModelSpec> unfinished(SqliteRunStore store) {
        Map<String, SessionState> states = store.states();
        Set<String> ids = new HashSet<>();
        loaded.plan().sessions().stream()
                .filter(session -> !(states.get(session.id().toString()) instanceof SessionState.Done))
                .forEach(session -> ids.add(session.id().model()));
        loaded.plan().pairs().stream()
                .filter(pair -> !(states.get(pair.script().id().toString()) instanceof SessionState.Done))
                .forEach(pair -> ids.addAll(List.of(pair.modelA(), pair.modelB())));
        // Somebody has to ask in what is left, too.
        loaded.plan().interviewer().filter(model -> !ids.isEmpty()).ifPresent(model -> ids.add(model.id()));
        return loaded.plan().models().stream()
                .filter(model -> ids.contains(model.id()))
                .toList();
    }

    private void writeRecord(
            Path folder,
            SqliteRunStore store,
            Map<String, String> ingredients,
            Map<String, ModelDescription> descriptions,
            RunSummary summary,
            Accounts accounts) {
        RunRecord record = new RunRecord(
                Version.current(), loaded.plan(), ingredients, descriptions, summary, accounts.all(), store.events());
        AtomicFile.write(folder.resolve(RunRecord.FILE_NAME), record.toJson());
    }

    /** Opens all models, the last one first, so that the first one is open when the play begins. */
    private Map<String, ModelDescription> describe(OpenModels open) {
        List<ModelSpec> specs = loaded.plan().models();
        Map<String, ModelDescription> opened = new HashMap<>();
        for (int index = specs.size() - 1; index >= 0; index--) {
            opened.put(specs.get(index).id(), open.get(specs.get(index)).description());
        }
        Map<String, ModelDescription> descriptions = new LinkedHashMap<>();
        specs.forEach(spec -> descriptions.put(spec.id(), Objects.requireNonNull(opened.get(spec.id()))));
        return descriptions;
    }
}
