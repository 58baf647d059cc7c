package org.charactermirror.batch.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.charactermirror.batch.RunListener;
import org.charactermirror.batch.RunStore;
import org.charactermirror.batch.SessionState;
import org.charactermirror.batch.StudyPlan;
import org.charactermirror.chat.CacheUse;
import org.charactermirror.chat.FailureKind;
import org.charactermirror.chat.ModelUsage;
import org.charactermirror.problem.BadInputException;
import org.charactermirror.session.SessionId;
import org.charactermirror.session.SessionScript;
import org.jspecify.annotations.Nullable;

/**
 * The driver's side of a run: hears what executors tell, keeps the first whole result of every dialogue, and says what is
 * to be played. Results of tasks that are repeated, or believed lost, change nothing. Thread-safe.
 */
final class Coordinator {

    private final RunStore store;
    private final RunListener listener;
    private final BooleanSupplier stop;
    private final BooleanSupplier hurry;
    private final Checks checks;
    private final Consumer<String> notices;
    private final Map<String, SessionScript> scripts = new HashMap<>();

    /** All that follows is guarded by this object. */
    private final Map<String, Integer> kept = new HashMap<>();

    private final Map<String, SessionState> states = new LinkedHashMap<>();
    private final Shares shares = new Shares();
    private final Suspects suspects = new Suspects();
    private final Map<String, StudyOpener.Executor> processes = new LinkedHashMap<>();
    /** Processes that are believed lost; what they said before may come after that. */
    private final Set<String> lost = new HashSet<>();

    private final Map<String, List<String>> refusals = new LinkedHashMap<>();
    private final Set<String> refused = new HashSet<>();
    private final Map<String, String> unfit = new TreeMap<>();
    private final Set<String> unable = new HashSet<>();
    private final Tallies tallies = new Tallies();
    private int newTurns;
    private boolean playing;
    private int progress;
    private @Nullable RuntimeException failure;

    /**
     * Makes a coordinator.
     *
     * @param store holds the plan
     * @param stop says that the run is to end after the turns under way
     * @param hurry says that what waits for an endpoint is not to wait longer
     * @param notices hears in a sentence what users should know of executors
     */
    Coordinator(
            StudyPlan plan,
            RunStore store,
            RunListener listener,
            BooleanSupplier stop,
            BooleanSupplier hurry,
            Checks checks,
            Consumer<String> notices) {
        this.store = store;
        this.listener = listener;
        this.stop = stop;
        this.hurry = hurry;
        this.checks = checks;
        this.notices = notices;
        plan.scripts().forEach(script -> scripts.put(script.id().toString(), script));
        // What failed in an earlier run is tried again.
        store.states()
                .forEach((session, state) ->
                        states.put(session, state instanceof SessionState.Done ? state : new SessionState.Open()));
        kept.putAll(store.turnCounts());
    }

    /** Answers a message. */
    synchronized Serializable answer(Message message) {
        if (message instanceof Message.Hello hello) {
            return hello(hello);
        } else if (message instanceof Message.Ingredients ingredients) {
            return refuse(ingredients.process(), checks.differences(ingredients.found()));
        } else if (message instanceof Message.Model model) {
            return refuse(model.process(), checks.differences(model.model(), model.facts()));
        } else if (message instanceof Message.Unfit wrong) {
            return unfit(wrong);
        } else if (message instanceof Message.Unable cannot) {
            return unable(cannot);
        } else if (message instanceof Message.Start start) {
            return start(start);
        } else if (message instanceof Message.Played played) {
            return played(played);
        } else if (message instanceof Message.Beat beat) {
            tallies.take(beat.process(), beat.tally());
            if (lost.contains(beat.process())) {
                // A dead one would never give its part back, and whoever comes would wait for that.
                return new Message.Orders(true, true, new TreeMap<>());
            }
            return new Message.Orders(stops(), hurry.getAsBoolean(), shares.of(beat.process(), beat.applied()));
        }
        throw new IllegalArgumentException("unknown message " + message);
    }

    private StudyOpener.Executor hello(Message.Hello hello) {
        StudyOpener.Executor executor =
                new StudyOpener.Executor(hello.executor(), hello.host(), RunPlugin.cores(hello.executor()));
        processes.put(hello.process(), executor);
        return executor;
    }

    private Serializable refuse(String process, List<String> differences) {
        if (!differences.isEmpty()) {
            String executor = name(process);
            // Spark may replace executors again and again by others of the same machine.
            if (!refusals.containsValue(differences)) {
                differences.forEach(difference -> notices.accept(executor + " plays nothing: " + difference));
            }
            refusals.put(executor, differences);
            refused.add(id(process));
        }
        return new ArrayList<>(differences);
    }

    private String unfit(Message.Unfit wrong) {
        String reason = name(wrong.process()) + ": " + wrong.reason();
        unfit.put(wrong.model(), reason);
        notices.accept(reason);
        return Message.THANKS;
    }

    private String unable(Message.Unable cannot) {
        String reason = name(cannot.process()) + ": " + cannot.reason();
        // Every task that is given to it finds out again.
        if (unable.add(reason)) {
            notices.accept(reason);
        }
        return Message.THANKS;
    }

    private Message.Order start(Message.Start start) {
        boolean wanted =
                !stops() && !lost.contains(start.process()) && states.get(start.session()) instanceof SessionState.Open;
        if (!wanted) {
            return new Message.Order(false, false, Message.Dialogue.NONE);
        }
        if (suspects.contains(start.session()) && !start.alone()) {
            return new Message.Order(true, true, Message.Dialogue.NONE);
        }
        playing = true;
        suspects.started(start.process(), start.session(), start.alone());
        return new Message.Order(true, start.alone(), before(start.session()));
    }

    private Message.Dialogue before(String session) {
        if (!kept.containsKey(session)) {
            return Message.Dialogue.NONE;
        }
        SessionId id = script(session).id();
        return Message.Dialogue.of(store.turns(id), store.pairTurns(id), new SessionState.Open());
    }

    private String played(Message.Played played) {
        String session = played.session();
        suspects.ended(played.process(), session);
        tallies.take(played.process(), played.tally());
        Message.Dialogue dialogue = played.dialogue();
        int before = kept.getOrDefault(session, 0);
        SessionState end = dialogue.end();
        // Another task may have told as much already, or more; but where it failed, one that came to the end counts.
        boolean wanted = states.get(session) instanceof SessionState.Open
                || (states.get(session) instanceof SessionState.Failed && end instanceof SessionState.Done);
        if (!wanted || (dialogue.size() > 0 && dialogue.first() != before + 1)) {
            return Message.THANKS;
        }
        if (end instanceof SessionState.Open && lost.contains(played.process()) && !stops()) {
            // It was told to stop, and another process plays the whole.
            return Message.THANKS;
        }
        if (end instanceof SessionState.Failed failed
                && failed.kind() == FailureKind.BROKEN
                && suspects.brokeOff(session, played.alone())) {
            end = new SessionState.Open();
        }
        keep(session, dialogue, end);
        return Message.THANKS;
    }

    private void keep(String session, Message.Dialogue dialogue, SessionState end) {
        SessionId id = script(session).id();
        try {
            store.keepPlayed(id, dialogue.turns(), dialogue.pairTurns(), end);
        } catch (RuntimeException e) {
            fail(e);
            throw e;
        }
        states.put(session, end);
        if (dialogue.size() > 0) {
            kept.merge(session, dialogue.size(), Integer::sum);
            newTurns += dialogue.size();
            progress++;
            for (int turn = dialogue.first(); turn < dialogue.first() + dialogue.size(); turn++) {
                listener.turnCompleted(id, turn);
            }
        }
        if (end instanceof SessionState.Done) {
            listener.sessionDone(id);
        } else if (end instanceof SessionState.Failed failed) {
            listener.sessionFailed(id, failed.reason());
        }
        if (!(end instanceof SessionState.Open)) {
            progress++;
            suspects.cleared(session);
        }
    }

    /** An executor is gone; what it was playing is played again, but for what ends every process that plays it. */
    synchronized void executorLost(String id, String reason) {
        for (Map.Entry<String, StudyOpener.Executor> process :
                Map.copyOf(processes).entrySet()) {
            if (process.getValue().id().equals(id)) {
                shares.lost(process.getKey());
                processes.remove(process.getKey());
                lost.add(process.getKey());
                for (String session : suspects.lost(process.getKey())) {
                    keep(
                            session,
                            Message.Dialogue.NONE,
                            new SessionState.Failed(
                                    FailureKind.BROKEN,
                                    "the process that played it was lost again and again, with nothing else to play; the"
                                            + " last time it was " + process.getValue() + ": " + reason));
                }
            }
        }
    }

    /** Keeps as failed what cannot be played since no executor can use a model; tells whether there was anything. */
    synchronized boolean failUnfit(Map<String, List<String>> modelsOfSessions) {
        boolean any = false;
        for (String session : open()) {
            Optional<String> reason = modelsOfSessions.getOrDefault(session, List.of()).stream()
                    .map(unfit::get)
                    .filter(known -> known != null)
                    .findFirst();
            if (reason.isPresent()) {
                keep(
                        session,
                        Message.Dialogue.NONE,
                        new SessionState.Failed(
                                FailureKind.UNAVAILABLE, "no executor can use the model; " + reason.get()));
                any = true;
            }
        }
        return any;
    }

    /** Keeps as failed what Spark did not play, although it gave up on nothing else. */
    synchronized void failAll(String reason) {
        for (String session : open()) {
            keep(
                    session,
                    Message.Dialogue.NONE,
                    new SessionState.Failed(FailureKind.UNAVAILABLE, "no executor could play it: " + reason));
        }
    }

    /** Returns the dialogues that are still to be played, in the order of the plan. */
    synchronized List<String> open() {
        return states.entrySet().stream()
                .filter(entry -> entry.getValue() instanceof SessionState.Open)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Returns the dialogues that are to be played alone. */
    synchronized Set<String> alone() {
        return suspects.all();
    }

    /** Returns a number that grows with everything that is kept, and with everything that is found out. */
    synchronized int progress() {
        return progress + suspects.evidence();
    }

    synchronized int newTurns() {
        return newTurns;
    }

    /** Throws what made it impossible to go on, if anything did. */
    synchronized void throwFailure() {
        if (failure != null) {
            throw failure;
        }
    }

    /** Tells whether it is impossible to go on. */
    synchronized boolean hasFailed() {
        return failure != null;
    }

    /** Returns the differences for which executors were refused, if none of them ever began to play. */
    synchronized Optional<BadInputException> refused() {
        return playing || refusals.isEmpty() ? Optional.empty() : Optional.of(checks.refused(refusals));
    }

    /** Tells whether all of the executors that there are were refused; none of them has begun to play then. */
    synchronized boolean refusedAll(Set<String> executors) {
        return !playing && !executors.isEmpty() && refused.containsAll(executors);
    }

    /** Ends the run since there are none but refused executors. */
    synchronized void failRefused() {
        refused().ifPresent(this::fail);
    }

    /** Returns, by process that is there, the number of its last tally. */
    synchronized Map<String, Integer> tallyNumbers() {
        return tallies.numbers(processes.keySet());
    }

    synchronized boolean stops() {
        return failure != null || stop.getAsBoolean();
    }

    /** Returns what was asked of remote models in this run, by all executors together. */
    synchronized Map<String, ModelUsage> usage() {
        return tallies.usage();
    }

    /** Returns what caches did in this run, likewise. */
    synchronized Map<String, CacheUse> caches() {
        return tallies.caches();
    }

    private void fail(RuntimeException e) {
        if (failure == null) {
            failure = e;
        }
    }

    private String name(String process) {
        StudyOpener.Executor executor = processes.get(process);
        return executor == null ? "an executor" : executor.toString();
    }

    private String id(String process) {
        StudyOpener.Executor executor = processes.get(process);
        return executor == null ? process : executor.id();
    }

    private SessionScript script(String session) {
        SessionScript script = scripts.get(session);
        if (script == null) {
            throw new IllegalArgumentException(session + " is not of this study");
        }
        return script;
    }
}
