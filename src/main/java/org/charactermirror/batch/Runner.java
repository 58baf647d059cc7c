package org.charactermirror.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.charactermirror.chat.ChatException;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.StoppedException;
import org.charactermirror.chat.TextListener;
import org.charactermirror.session.PairPlayer;
import org.charactermirror.session.PairScript;
import org.charactermirror.session.SessionId;
import org.charactermirror.session.SessionPlayer;
import org.charactermirror.session.SessionScript;
import org.charactermirror.session.UserVoice;

/**
 * Plays all of a plan that is not played yet, many sessions at once.
 *
 * <p>Local models are opened one at a time, or the two of a pair, besides the one that plays users; sessions of models that have a concurrency of their own
 * are played beside them. A turn is kept before the next one of its session starts, so that a run which is killed goes
 * on from its last complete turns; sessions that failed are tried again. In which order sessions are played never shows
 * in what they say.
 */
public final class Runner {

    private final StudyPlan plan;
    private final RunStore store;
    private final OpenModels models;
    private final RunListener listener;
    private final BooleanSupplier stopRequested;
    private final int batch;

    /** How many turns each session had when the run started. */
    private final Map<String, Integer> before;

    /** Guards the listener and the counter, which all sessions share; never held while a turn becomes durable. */
    private final Object lock = new Object();

    private int newTurns;

    /**
     * Makes a runner.
     *
     * @param store already holds the plan
     * @param stopRequested is asked after every turn; the run ends when it says yes
     * @param batch how many sessions are played at once, at least 1; models may have a number of their own
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
        this.before = store.turnCounts();
    }

    /**
     * Runs until everything is played, or until asked to stop; then the turns in flight are finished.
     *
     * @throws org.charactermirror.chat.ModelUnavailableException if a model cannot be opened; what was played is kept
     */
    public RunSummary run() {
        Map<String, SessionState> states = store.states();
        listener.started(plan.turns(), summary());
        List<Group> waiting = new ArrayList<>();
        List<Runnable> lanes = new ArrayList<>();
        for (Group group : Group.of(plan, session -> isOpen(session, states))) {
            if (group.hasOwnConcurrency()) {
                List<ChatModel> opened = models.get(group.needed());
                lanes.add(() -> play(group, opened));
            } else {
                waiting.add(group);
            }
        }
        lanes.add(() -> waiting.forEach(this::openAndPlay));
        SideBySide.run(lanes.size(), lanes);
        return summary();
    }

    /** Returns how far the run has come. */
    public RunSummary summary() {
        synchronized (lock) {
            return RunSummary.of(store, newTurns);
        }
    }

    private static boolean isOpen(SessionId session, Map<String, SessionState> states) {
        return !(states.get(session.toString()) instanceof SessionState.Done);
    }

    private void openAndPlay(Group group) {
        if (!stopRequested.getAsBoolean() && !Thread.currentThread().isInterrupted()) {
            play(group, models.get(group.needed()));
        }
    }

    private void play(Group group, List<ChatModel> opened) {
        int most = group.most(batch);
        UserVoice voice = group.interviewer().isPresent()
                ? UserVoice.of(opened.get(group.models().size()))
                : UserVoice.SCRIPTS;
        if (group.models().size() == 1) {
            playSessions(new SessionPlayer(opened.get(0), voice, TextListener.NONE), group.sessions(), most);
        } else {
            playPairs(new PairPlayer(opened.get(0), opened.get(1), voice), group.pairs(), most);
        }
    }

    private void playSessions(SessionPlayer player, List<SessionScript> sessions, int most) {
        SideBySide.run(
                most,
                sessions.stream()
                        .map(session -> task(
                                session,
                                () -> player.play(
                                        session,
                                        played(session, store::turns),
                                        turn -> keep(
                                                session,
                                                turn.number(),
                                                last -> store.keepTurn(session.id(), turn, last)))))
                        .toList());
    }

    private void playPairs(PairPlayer player, List<PairScript> pairs, int most) {
        SideBySide.run(
                most,
                pairs.stream()
                        .map(pair -> task(
                                pair.script(),
                                () -> player.play(
                                        pair,
                                        played(pair.script(), store::pairTurns),
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
                if (Thread.currentThread().isInterrupted()) {
                    // The run as a whole came to an end: that says nothing of this session.
                    return;
                }
                String reason = String.valueOf(e.getMessage());
                store.keepFailure(session.id(), e.kind(), reason);
                synchronized (lock) {
                    listener.sessionFailed(session.id(), reason);
                }
            }
        };
    }

    /** Returns the turns that earlier runs played; most often there are none, which is known without reading. */
    private <T> List<T> played(SessionScript session, Function<SessionId, List<T>> read) {
        return before.containsKey(session.id().toString()) ? read.apply(session.id()) : List.of();
    }

    /** Keeps a turn of either kind and returns whether the next one is to be played. */
    private boolean keep(SessionScript session, int number, Consumer<Boolean> keeping) {
        boolean last = number == session.rounds();
        keeping.accept(last);
        synchronized (lock) {
            newTurns++;
            listener.turnCompleted(session.id(), number);
            if (last) {
                listener.sessionDone(session.id());
            }
        }
        return !stopRequested.getAsBoolean();
    }
}
