package org.charactermirror.batch;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.chat.FailureKind;
import org.charactermirror.session.PairReplies;
import org.charactermirror.session.PairTurn;
import org.charactermirror.session.SessionId;
import org.charactermirror.session.Turn;

/**
 * Where a run keeps its plan and its turns.
 *
 * <p>Thread-safe. What a method changes is durable and whole when it returns, and not at all changed when it throws.
 * Threads that keep turns at the same time may wait for each other.
 */
public interface RunStore {

    /** Tells whether a plan was kept. */
    boolean hasPlan();

    /** Keeps the plan and what it was made of. */
    void keepPlan(StudyPlan plan, Map<String, String> ingredients);

    /** Returns what the kept plan was made of, sorted by name. */
    Map<String, String> ingredients();

    /** Returns the state of every planned session, in the order of the plan. */
    Map<String, SessionState> states();

    /** Returns how many turns are kept of every session that has any, without reading them. */
    Map<String, Integer> turnCounts();

    /** Returns a session's turns in order. */
    List<Turn> turns(SessionId session);

    /** Keeps a completed turn; with the last one the session is done. */
    void keepTurn(SessionId session, Turn turn, boolean last);

    /** Returns the turns of a session of two models, in order. */
    List<PairTurn> pairTurns(SessionId session);

    /** Returns the replies of two models that wait for a person's choice in a session. */
    Optional<PairReplies> waitingPair(SessionId session);

    /** Keeps replies that wait for a person's choice, in the place of any that waited before. */
    void keepWaitingPair(SessionId session, PairReplies replies);

    /**
     * Keeps a completed turn of two models, with both replies; with the last one the session is done. What waited in the
     * session waits no longer.
     */
    void keepPairTurn(SessionId session, PairTurn turn, boolean last);

    /** Keeps that a session could not be played to its end. */
    void keepFailure(SessionId session, FailureKind kind, String reason);

    /**
     * Keeps what was played of a dialogue elsewhere, all of it or nothing.
     *
     * @param turns those that were not kept before, in order; of one model
     * @param pairTurns likewise, of two models; one of both lists is empty
     * @param end how it ended; done after its last turn only
     */
    void keepPlayed(SessionId session, List<Turn> turns, List<PairTurn> pairTurns, SessionState end);

    /** Notes what happened to the run as a whole, with the time. */
    void keepEvent(String kind, String detail);
}
