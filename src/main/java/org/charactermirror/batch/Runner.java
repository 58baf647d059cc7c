package org.charactermirror.batch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.charactermirror.chat.ChatException;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.StoppedException;
import org.charactermirror.scenario.ModelSpec;
import org.charactermirror.session.PairPlayer;
import org.charactermirror.session.PairScript;
import org.charactermirror.session.SessionId;
import org.charactermirror.session.SessionPlayer;
import org.charactermirror.session.SessionScript;

/**
 * Plays all of a plan that is not played yet, many sessions at once.
 *
 * <p>Models are opened one at a time, or the two of a pair. A turn is kept before the next one of its session starts, so
 * that a run which is killed goes on from its last complete turns; sessions that failed are tried again. In which order
 * sessions are played never shows in what they say.
 */
public final class Runner {

    private final StudyPlan plan;
    private final RunStore store;
    private final OpenModels models;
    private final RunListener listener;
    private final BooleanSupplier stopRequested;
    private final int batch;

    /** Guards the store, the listener and the counter, which all sessions share. */
    private final Object lock = new Object();

    private int newTurns;

    /**
     * Makes a runner.
     *
     * @param store already holds the plan
     * @param stopRequested is asked after every turn; the run ends when it says yes
     * @param batch how many sessions are played at once, at least 1
     */
    public Runner(
            StudyPlan plan,
            RunStore store,
            OpenModels models,
            RunListener listener,
            BooleanSupplier stopRequested,
            int batch) {
        this.plan = plan;
        this.store = store;
        this.models = models;
        this.listener = listener;
        this.stopRequested = stopRequested;
        this.batch = batch;
    }

    /**
     * Runs until everything is played, or until asked to stop; then the turns in flight are finished.
     *
     * @throws org.charactermirror.chat.ModelUnavailableException if a model cannot be opened; what was played is kept
     */
    public RunSummary run() {
        Map<String, SessionState> states = store.states();
        listener.started(plan.turns(), summary());
        for (ModelSpec model : plan.study().models()) {
            List<SessionScript> open = plan.sessionsOf(model).stream()
                    .filter(session -> isOpen(session.id(), states))
                    .toList();
            if (!open.isEmpty() && !stopRequested.getAsBoolean()) {
                playSessions(models.get(model), open);
            }
        }
        for (List<PairScript> pairs : pairsByModels(states)) {
            if (!stopRequested.getAsBoolean()) {
                List<ChatModel> both = models.get(
                        List.of(spec(pairs.get(0).modelA()), spec(pairs.get(0).modelB())));
                playPairs(both.get(0), both.get(1), pairs);
            }
        }
        return summary();
    }

    /** Returns how far the run has come. */
    public RunSummary summary() {
        synchronized (lock) {
            return RunSummary.of(plan, store, newTurns);
        }
    }

    private static boolean isOpen(SessionId session, Map<String, SessionState> states) {
        return !(states.get(session.toString()) instanceof SessionState.Done);
    }

    /** Returns the pairs that are not done, those of the same two models together. */
    private List<List<PairScript>> pairsByModels(Map<String, SessionState> states) {
        Map<String, List<PairScript>> groups = new LinkedHashMap<>();
        for (PairScript pair : plan.pairs()) {
            if (isOpen(pair.script().id(), states)) {
                groups.computeIfAbsent(PairScript.name(pair.modelA(), pair.modelB()), name -> new ArrayList<>())
                        .add(pair);
            }
        }
        return List.copyOf(groups.values());
    }

    private ModelSpec spec(String id) {
        return plan.study().models().stream()
                .filter(model -> model.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(id + " is not a model of the study"));
    }

    private void playSessions(ChatModel model, List<SessionScript> sessions) {
        SessionPlayer player = new SessionPlayer(model);
        SideBySide.run(
                batch,
                sessions.stream()
                        .map(session -> task(
                                session,
                                () -> player.play(
                                        session,
                                        locked(() -> store.turns(session.id())),
                                        turn -> keep(
                                                session,
                                                turn.number(),
                                                last -> store.keepTurn(session.id(), turn, last)))))
                        .toList());
    }

    private void playPairs(ChatModel modelA, ChatModel modelB, List<PairScript> pairs) {
        PairPlayer player = new PairPlayer(modelA, modelB);
        SideBySide.run(
                batch,
                pairs.stream()
                        .map(pair -> task(
                                pair.script(),
                                () -> player.play(
                                        pair,
                                        locked(() ->
                                                store.pairTurns(pair.script().id())),
                                        turn -> keep(
                                                pair.script(),
                                                turn.number(),
                                                last -> store.keepPairTurn(
                                                        pair.script().id(), turn, last)))))
                        .toList());
    }

    private Runnable task(SessionScript session, Runnable play) {
        return () -> {
            if (stopRequested.getAsBoolean()) {
                return;
            }
            try {
                play.run();
            } catch (StoppedException e) {
                // The run is to end: the session stays open and goes on in the next one.
                return;
            } catch (ChatException e) {
                String reason = String.valueOf(e.getMessage());
                synchronized (lock) {
                    store.keepFailure(session.id(), e.kind(), reason);
                    listener.sessionFailed(session.id(), reason);
                }
            }
        };
    }

    private <T> T locked(Supplier<T> read) {
        synchronized (lock) {
            return read.get();
        }
    }

    /** Keeps a turn of either kind and returns whether the next one is to be played. */
    private boolean keep(SessionScript session, int number, Consumer<Boolean> keeping) {
        boolean last = number == session.rounds();
        synchronized (lock) {
            keeping.accept(last);
            newTurns++;
            listener.turnCompleted(session.id(), number);
            if (last) {
                listener.sessionDone(session.id());
            }
        }
        return !stopRequested.getAsBoolean();
    }
}
