package org.charactermirror.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.charactermirror.batch.ChatModelFactory;
import org.charactermirror.batch.Ingredients;
import org.charactermirror.batch.OpenModels;
import org.charactermirror.batch.RunListener;
import org.charactermirror.batch.RunRecord;
import org.charactermirror.batch.RunSummary;
import org.charactermirror.batch.Runner;
import org.charactermirror.chat.ModelDescription;
import org.charactermirror.chat.ModelUnavailableException;
import org.charactermirror.document.AtomicFile;
import org.charactermirror.problem.BadInputException;
import org.charactermirror.problem.Problems;
import org.charactermirror.scenario.Continuation;
import org.charactermirror.scenario.ModelSpec;
import org.charactermirror.scenario.StudyWriter;
import org.charactermirror.session.TranscriptWriter;
import org.charactermirror.store.AnnotationStore;
import org.charactermirror.store.SqliteRunStore;
import org.charactermirror.store.StudyFolder;

/** Runs a study into its folder, or goes on with it: checks first, then plan, turns, exports. */
final class StudyRun {

    private final LoadedStudy loaded;
    private final ChatModelFactory models;
    private final int batch;

    /**
     * Prepares a run.
     *
     * @param batch how many sessions are played at once, at least 1
     */
    StudyRun(LoadedStudy loaded, ChatModelFactory models, int batch) {
        this.loaded = loaded;
        this.models = models;
        this.batch = batch;
    }

    /**
     * Plays everything that is not played yet.
     *
     * @throws org.charactermirror.problem.BadInputException if the folder holds something else
     * @throws ModelUnavailableException if a model cannot be used; nothing was played then
     */
    RunSummary run(Path folder, RunListener listener, BooleanSupplier stopRequested) {
        if (loaded.study().continuation().equals(Optional.of(Continuation.ANNOTATOR))) {
            throw BadInputException.of(
                    loaded.study().id(),
                    "continuation is annotator: a person chooses whose reply goes on while the dialogues are played; run"
                            + " the study with --interactive, or choose random, alternate, model_a or model_b");
        }
        return run(
                folder,
                listener,
                (study, store, open) -> new Runner(loaded.plan(), store, open, listener, stopRequested, batch).run());
    }

    /** Plays what is not played yet, in a folder that is held. */
    interface Play {
        RunSummary play(StudyFolder folder, SqliteRunStore store, OpenModels open);
    }

    /** Does everything around the playing of a study, which may be done in another way. */
    RunSummary run(Path folder, RunListener listener, Play play) {
        refuseUnreachable(loaded.plan().models());
        StudyFolder.check(folder);
        try (OpenModels open = new OpenModels(models)) {
            Map<String, ModelDescription> descriptions = describe(open);
            listener.opened(descriptions);
            Map<String, String> ingredients = Ingredients.of(
                    loaded.plan(), loaded.characters()::sha256, loaded.scenarios()::sha256, descriptions);
            try (StudyFolder study = StudyFolder.open(folder)) {
                SqliteRunStore store = new SqliteRunStore(study.database());
                keepOrCompare(study, store, ingredients);
                AtomicFile.write(folder.resolve("study.yaml"), StudyWriter.toYaml(loaded.study()));
                RunSummary before = new Runner(loaded.plan(), store, open, listener, () -> true, batch).summary();
                writeRecord(folder, store, ingredients, descriptions, before);
                RunSummary summary = play.play(study, store, open).withCaches(open.cacheUse());
                store.keepEvent(
                        summary.interrupted() ? "interrupted" : "finished",
                        summary.newTurns() + " turns, " + summary.failed().size() + " failed sessions");
                CacheUses.lines(summary.caches()).forEach(line -> store.keepEvent("caches", line));
                TranscriptWriter.write(folder.resolve(TranscriptWriter.FILE_NAME), store::forEachTranscript);
                writeRecord(folder, store, ingredients, descriptions, summary);
                return summary;
            }
        }
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

    private void writeRecord(
            Path folder,
            SqliteRunStore store,
            Map<String, String> ingredients,
            Map<String, ModelDescription> descriptions,
            RunSummary summary) {
        RunRecord record =
                new RunRecord(Version.current(), loaded.plan(), ingredients, descriptions, summary, store.events());
        AtomicFile.write(folder.resolve(RunRecord.FILE_NAME), record.toJson());
    }

    /** Refuses models that this version cannot reach, all of them at once and before anything is opened or played. */
    static void refuseUnreachable(List<ModelSpec> specs) {
        unreachable(specs).ifPresent(message -> {
            throw new ModelUnavailableException(message);
        });
    }

    /** Returns what is to be said of the models that this version cannot reach, if there are any. */
    static Optional<String> unreachable(List<ModelSpec> specs) {
        List<ModelSpec> remote = specs.stream()
                .filter(spec -> !(spec instanceof ModelSpec.Local || spec instanceof ModelSpec.Replay))
                .toList();
        if (remote.isEmpty()) {
            return Optional.empty();
        }
        String names = remote.stream()
                .map(spec -> "  " + spec.id() + " (" + spec.provider() + ")")
                .collect(Collectors.joining("\n"));
        return Optional.of("Nothing was played: this version of charmirror runs local models only and cannot reach\n"
                + names + "\nTake them out of the study, or give them the provider local and the path of a checkpoint."
                + "\nAnnotations of these models made elsewhere can be imported and reported: charmirror annotate"
                + " import, charmirror report.");
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
