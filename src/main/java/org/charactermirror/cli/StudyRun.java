package org.charactermirror.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.charactermirror.batch.ChatModelFactory;
import org.charactermirror.batch.Ingredients;
import org.charactermirror.batch.RunListener;
import org.charactermirror.batch.RunRecord;
import org.charactermirror.batch.RunSummary;
import org.charactermirror.batch.Runner;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.ModelDescription;
import org.charactermirror.chat.ModelUnavailableException;
import org.charactermirror.document.AtomicFile;
import org.charactermirror.problem.Problems;
import org.charactermirror.scenario.ModelSpec;
import org.charactermirror.scenario.StudyWriter;
import org.charactermirror.session.TranscriptWriter;
import org.charactermirror.store.SqliteRunStore;
import org.charactermirror.store.StudyFolder;

/** Runs a study into its folder, or goes on with it: checks first, then plan, turns, exports. */
final class StudyRun {

    private final LoadedStudy loaded;
    private final ChatModelFactory models;

    StudyRun(LoadedStudy loaded, ChatModelFactory models) {
        this.loaded = loaded;
        this.models = models;
    }

    /**
     * Plays everything that is not played yet.
     *
     * @throws org.charactermirror.problem.BadInputException if the folder holds something else
     * @throws ModelUnavailableException if a model cannot be used; nothing was played then
     */
    RunSummary run(Path folder, RunListener listener, BooleanSupplier stopRequested) {
        refuseUnreachable(loaded.study().models());
        StudyFolder.check(folder);
        Map<String, ModelDescription> descriptions = describe();
        Map<String, String> ingredients =
                Ingredients.of(loaded.plan(), loaded.characters()::sha256, loaded.scenarios()::sha256, descriptions);
        try (StudyFolder open = StudyFolder.open(folder)) {
            SqliteRunStore store = new SqliteRunStore(open.database());
            if (store.hasPlan()) {
                Problems problems = new Problems();
                Ingredients.compare(folder.toString(), store.ingredients(), ingredients, problems);
                problems.throwIfErrors();
                store.keepEvent("resumed", "charmirror " + Version.current());
            } else {
                store.keepPlan(loaded.plan(), ingredients);
                store.keepEvent("started", "charmirror " + Version.current());
            }
            AtomicFile.write(folder.resolve("study.yaml"), StudyWriter.toYaml(loaded.study()));
            RunSummary summary = new Runner(loaded.plan(), store, models, listener, stopRequested).run();
            store.keepEvent(
                    summary.interrupted() ? "interrupted" : "finished",
                    summary.newTurns() + " turns, " + summary.failed().size() + " failed sessions");
            TranscriptWriter.write(folder.resolve(TranscriptWriter.FILE_NAME), store.transcripts());
            RunRecord record =
                    new RunRecord(Version.current(), loaded.plan(), ingredients, descriptions, summary, store.events());
            AtomicFile.write(folder.resolve(RunRecord.FILE_NAME), record.toJson());
            return summary;
        }
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
                .filter(spec -> !(spec instanceof ModelSpec.Local))
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

    private Map<String, ModelDescription> describe() {
        Map<String, ModelDescription> descriptions = new LinkedHashMap<>();
        for (ModelSpec spec : loaded.study().models()) {
            try (ChatModel model = models.open(spec)) {
                descriptions.put(spec.id(), model.description());
            }
        }
        return descriptions;
    }
}
