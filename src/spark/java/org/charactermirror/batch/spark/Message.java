package org.charactermirror.batch.spark;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.batch.SessionState;
import org.charactermirror.chat.CacheUse;
import org.charactermirror.chat.FailureKind;
import org.charactermirror.chat.ModelUsage;
import org.charactermirror.session.PairSide;
import org.charactermirror.session.PairTurn;
import org.charactermirror.session.Turn;
import org.jspecify.annotations.Nullable;

/** What executors tell the driver while they play; each message has one kind of answer. */
sealed interface Message extends Serializable {

    /** Returns the process that says it: an executor's, of which Spark may start several with one id after another. */
    String process();

    /** A process is there; the answer is a {@link StudyOpener.Executor}. */
    record Hello(String process, String executor, String host) implements Message {}

    /** What the study is made of there; the answer is a list of the differences, in words. */
    record Ingredients(String process, Map<String, String> found) implements Message {}

    /** What a model's files are there; the answer is a list of the differences, in words. */
    record Model(String process, String model, Map<String, String> facts) implements Message {}

    /** A model cannot be used there; the answer is {@link #THANKS}. */
    record Unfit(String process, String model, String reason) implements Message {}

    /** Nothing can be played there, for another reason than a difference; the answer is {@link #THANKS}. */
    record Unable(String process, String reason) implements Message {}

    /**
     * A dialogue is about to be played; the answer is an {@link Order}.
     *
     * @param alone whether nothing is being played beside it; one that has to be is asked for again when that is so
     */
    record Start(String process, String session, boolean alone) implements Message {}

    /**
     * A dialogue was played as far as it went; the answer is {@link #THANKS}.
     *
     * @param alone whether no other was played beside it
     */
    record Played(String process, String session, Dialogue dialogue, boolean alone, Tally tally) implements Message {}

    /**
     * A sign of life now and then; the answer are {@link Orders}.
     *
     * @param applied by remote model in use, among how many processes its limits were divided that hold now
     */
    record Beat(String process, Map<String, Integer> applied, Tally tally) implements Message {}

    /** The answer where there is nothing to say. */
    String THANKS = "";

    /**
     * What a process did so far.
     *
     * @param number grows with every tally of the process: they may arrive in another order
     * @param usage of remote models
     * @param caches of local ones
     */
    record Tally(int number, Map<String, ModelUsage> usage, Map<String, CacheUse> caches) implements Serializable {}

    /**
     * What is to be done with a dialogue.
     *
     * @param wanted false if it is played already, or the run is to end
     * @param alone that nothing may be played beside it, since it may have ended a process
     * @param before what was played of it earlier
     */
    record Order(boolean wanted, boolean alone, Dialogue before) implements Serializable {}

    /**
     * What holds for the whole process.
     *
     * @param stop that the run is to end after the turns under way
     * @param hurry that what waits for an endpoint is not to wait longer
     * @param shares of the limits of remote models in use
     */
    record Orders(boolean stop, boolean hurry, Map<String, Share> shares) implements Serializable {}

    /**
     * Turns of a dialogue and how it ended.
     *
     * @param pairs of two models
     * @param kind of the failure, if it failed
     * @param reason of the failure
     */
    record Dialogue(
            List<Turn> turns,
            List<Pair> pairs,
            boolean done,
            @Nullable FailureKind kind,
            String reason) implements Serializable {

        /** Of which nothing was played. */
        static final Dialogue NONE = new Dialogue(List.of(), List.of(), false, null, "");

        static Dialogue of(List<Turn> turns, List<PairTurn> pairTurns, SessionState end) {
            Optional<SessionState.Failed> failed = Optional.of(end)
                    .filter(SessionState.Failed.class::isInstance)
                    .map(SessionState.Failed.class::cast);
            return new Dialogue(
                    List.copyOf(turns),
                    pairTurns.stream()
                            .map(turn -> new Pair(turn.a(), turn.b(), turn.continued()))
                            .toList(),
                    end instanceof SessionState.Done,
                    failed.map(SessionState.Failed::kind).orElse(null),
                    failed.map(SessionState.Failed::reason).orElse(""));
        }

        List<PairTurn> pairTurns() {
            return pairs.stream()
                    .map(pair -> new PairTurn(pair.a(), pair.b(), pair.continued()))
                    .toList();
        }

        SessionState end() {
            if (kind != null) {
                return new SessionState.Failed(kind, reason);
            }
            return done ? new SessionState.Done() : new SessionState.Open();
        }

        /** Returns the number of the first turn; 0 if there is none. */
        int first() {
            if (!turns.isEmpty()) {
                return turns.get(0).number();
            }
            return pairs.isEmpty() ? 0 : pairs.get(0).a().number();
        }

        int size() {
            return turns.size() + pairs.size();
        }
    }

    /** A turn of two models; nobody has looked at it. */
    record Pair(Turn a, Turn b, PairSide continued) implements Serializable {}
}
