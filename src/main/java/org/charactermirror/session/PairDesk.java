package org.charactermirror.session;

import java.util.Optional;

/** Where both replies to a message wait for a person's choice, so that they are the same after a stop. */
public interface PairDesk {

    /** Returns what waits since before. */
    Optional<PairReplies> waiting();

    /** Keeps what waits from now on; it is durable when this returns. */
    void put(PairReplies replies);
}
