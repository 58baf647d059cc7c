package org.charactermirror.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.charactermirror.annotation.Rubric;
import org.charactermirror.annotation.Scale;
import org.charactermirror.batch.ChatModelFactory;
import org.charactermirror.batch.OpenModels;
import org.charactermirror.batch.RunListener;
import org.charactermirror.batch.RunSummary;
import org.charactermirror.batch.Runner;
import org.charactermirror.batch.SessionState;
import org.charactermirror.batch.StudyPlan;
import org.charactermirror.scenario.ModelSpec;
import org.charactermirror.scenario.Scenario;
import org.charactermirror.session.PairScript;
import org.charactermirror.session.SessionScript;
import org.charactermirror.store.AnnotationExport;
import org.charactermirror.store.AnnotationStore;
import org.charactermirror.store.SqliteRunStore;
import org.charactermirror.store.StudyFolder;
import org.charactermirror.store.TypedSessions;

/** A study in which a person plays the user at the terminal, and judges: blind, one dialogue after the other. */
final class InteractiveRun {

    private final LoadedStudy loaded;
    private final ChatModelFactory models;
    private final String annotator;
    private final PersonTerminal terminal;
    private final Optional<BigDecimal> budget;

    /**
     * Prepares a run.
     *
     * @param budget what all runs of the folder together may cost
     */
    InteractiveRun(
            LoadedStudy loaded,
            ChatModelFactory models,
            String annotator,
            PersonTerminal terminal,
            Optional<BigDecimal> budget) {
        this.loaded = loaded.typed();
        this.models = models;
        this.annotator = annotator;
        this.terminal = terminal;
        this.budget = budget;
    }

    /**
     * Plays until the person leaves or nothing is left for them.
     *
     * @throws org.charactermirror.problem.BadInputException if the folder holds something else
     * @throws org.charactermirror.chat.ModelUnavailableException if a model cannot be used; nothing was played then
     */
    RunOutcome run(Path folder) {
        return new StudyRun(loaded, models, 1, budget).outcome(folder, RunListener.NONE, () -> false, this::play);
    }

    private RunSummary play(
            StudyFolder folder, SqliteRunStore store, OpenModels open, RunListener heard, BooleanSupplier stop) {
        StudyPlan plan = loaded.plan();
        AnnotationStore annotations = new AnnotationStore(folder.database());
        TypedSessions claims = new TypedSessions(folder.database());
        Judgements judgements = new Judgements(plan.study(), annotations, annotator);
        Map<String, SessionState> states = store.states();
        List<SessionScript> order =
                InteractiveOrder.of(plan, annotator, claims.owners(), script -> isFinished(script, states, judgements));
        tellWhatWaits(order.size());
        Questions questions =
                new Questions(terminal, Rubric.ofLanguage(plan.study().language()), Scale.ofDefaults());
        Map<String, PairScript> pairs = new HashMap<>();
        plan.pairs().forEach(pair -> pairs.put(pair.script().id().toString(), pair));
        int turns = 0;
        for (int index = 0; index < order.size() && !terminal.left() && !stop.getAsBoolean(); index++) {
            SessionScript script = order.get(index);
            PairScript pair = pairs.get(script.id().toString());
            terminal.begin(heading(index + 1, order.size(), script));
            InteractiveSession session = new InteractiveSession(
                    script,
                    store,
                    terminal,
                    questions,
                    judgements,
                    () -> claims.claim(script.id().toString(), annotator),
                    heard,
                    stop);
            turns += pair == null
                    ? session.playAlone(open.get(spec(script.id().model())))
                    : session.playPair(pair, open.get(List.of(spec(pair.modelA()), spec(pair.modelB()))));
        }
        export(folder.path(), annotations);
        RunSummary summary = new Runner(plan, store, open, RunListener.NONE, () -> true, 1).summary();
        return new RunSummary(
                summary.sessions(),
                summary.done(),
                summary.turns(),
                turns,
                summary.failed(),
                summary.failures(),
                summary.caches());
    }

    private static boolean isFinished(SessionScript script, Map<String, SessionState> states, Judgements judgements) {
        return states.get(script.id().toString()) instanceof SessionState.Done
                && (!judgements.isOfDialogues() || judgements.hasRating(script));
    }

    private void tellWhatWaits(int dialogues) {
        if (dialogues == 0) {
            terminal.tell("No dialogue waits for " + annotator + ": all are played, or begun by somebody else.");
        } else {
            terminal.tell("Hello " + annotator + ", " + AnnotationInput.counted(dialogues, "dialogue")
                    + " can be played. Which model answers is not shown. " + PersonTerminal.HELP);
        }
    }

    private String heading(int number, int all, SessionScript script) {
        String situation = loaded.study().scenarios().stream()
                .filter(scenario -> scenario.id().equals(script.id().scenario()))
                .map(Scenario::situation)
                .findFirst()
                .orElse("");
        return "\nDialogue " + number + " of " + all + ": you are "
                + script.persona().userName() + " and talk with "
                + script.persona().botName() + ", "
                + script.rounds() + " messages.\n" + situation;
    }

    private ModelSpec spec(String id) {
        return loaded.study().models().stream()
                .filter(model -> model.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(id + " is not a model of the study"));
    }

    private static void export(Path folder, AnnotationStore annotations) {
        try {
            AnnotationExport.write(folder, annotations.annotations());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
