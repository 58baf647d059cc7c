package org.charactermirror.batch;

import java.util.Map;
import org.charactermirror.chat.ModelDescription;
import org.charactermirror.session.SessionId;

/** Hears how a run goes on; one call at a time, from the threads that play. */
public interface RunListener {

    /** Hears nothing. */
    RunListener NONE = new RunListener() {};

    /**
     * All models are open.
     *
     * @param models their descriptions by the ids that the study gives them
     */
    default void opened(Map<String, ModelDescription> models) {}

    /**
     * The run starts or goes on.
     *
     * @param turns all of the plan
     * @param before what earlier runs left
     */
    default void started(int turns, RunSummary before) {}

    /** A turn is durable. */
    default void turnCompleted(SessionId session, int turn) {}

    /** A session's last turn is durable. */
    default void sessionDone(SessionId session) {}

    /** A session could not be played to its end. */
    default void sessionFailed(SessionId session, String reason) {}
}
