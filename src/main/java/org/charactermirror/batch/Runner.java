package org.charactermirror.batch;

import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.charactermirror.chat.ChatException;
import org.charactermirror.scenario.ModelSpec;
import org.charactermirror.session.SessionPlayer;
import org.charactermirror.session.SessionScript;
import org.charactermirror.session.Turn;

/**
 * Plays all of a plan that is not played yet.
 *
 * <p>Models are opened one at a time. A turn is kept before the next one starts, so that a run which is killed goes on
 * from its last complete turn; sessions that failed are tried again.
 */
public final class Runner {

    private final StudyPlan plan;
    private final RunStore store;
    private final OpenModel models;
    private final RunListener listener;
    private final BooleanSupplier stopRequested;
    private int newTurns;

    /**
     * Makes a runner.
     *
     * @param store already holds the plan
     * @param stopRequested is asked after every turn; the run ends when it says yes
     */
    public Runner(
            StudyPlan plan, RunStore store, OpenModel models, RunListener listener, BooleanSupplier stopRequested) {
        this.plan = plan;
        this.store = store;
        this.models = models;
        this.listener = listener;
        this.stopRequested = stopRequested;
    }

    /**
     * Runs until everything is played, or until asked to stop.
     *
     * @throws org.charactermirror.chat.ModelUnavailableException if a model cannot be opened; what was played is kept
     */
    public RunSummary run() {
        Map<String, SessionState> states = store.states();
        listener.started(plan.turns(), summary());
        for (ModelSpec model : plan.study().models()) {
            List<SessionScript> open = plan.sessionsOf(model).stream()
                    .filter(session -> !(states.get(session.id().toString()) instanceof SessionState.Done))
                    .toList();
            if (!open.isEmpty() && !stopRequested.getAsBoolean()) {
                play(model, open);
            }
        }
        return summary();
    }

    /** Returns how far the run has come. */
    public RunSummary summary() {
        return RunSummary.of(plan, store, newTurns);
    }

    private void play(ModelSpec spec, List<SessionScript> sessions) {
        SessionPlayer player = new SessionPlayer(models.get(spec));
        for (SessionScript session : sessions) {
            if (stopRequested.getAsBoolean()) {
                return;
            }
            play(player, session);
        }
    }

    private void play(SessionPlayer player, SessionScript session) {
        try {
            player.play(session, store.turns(session.id()), turn -> keep(session, turn));
        } catch (ChatException e) {
            String reason = String.valueOf(e.getMessage());
            store.keepFailure(session.id(), reason);
            listener.sessionFailed(session.id(), reason);
        }
    }

    private boolean keep(SessionScript session, Turn turn) {
        boolean last = turn.number() == session.rounds();
        store.keepTurn(session.id(), turn, last);
        newTurns++;
        listener.turnCompleted(session.id(), turn.number());
        if (last) {
            listener.sessionDone(session.id());
        }
        return !stopRequested.getAsBoolean();
    }
}
