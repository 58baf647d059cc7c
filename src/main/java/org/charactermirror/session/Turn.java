package org.charactermirror.session;

import java.util.Objects;
import org.charactermirror.chat.StopReason;

/**
 * One round: the user's message and the character's reply.
 *
 * @param number 1-based
 * @param droppedMessages how many of the oldest messages the model did not see, since its context was full
 * @param cachedTokens those of the prompt that were not computed again; depends on what the process played before
 * @param seed of the reply's random choices
 * @param seconds that the reply took
 */
public record Turn(
        int number,
        String user,
        String reply,
        StopReason stopReason,
        int promptTokens,
        int replyTokens,
        int droppedMessages,
        long seed,
        int cachedTokens,
        double seconds) {

    public Turn {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(reply, "reply");
        Objects.requireNonNull(stopReason, "stopReason");
        if (number < 1 || seconds < 0) {
            throw new IllegalArgumentException("turn " + number + " in " + seconds + " s: out of range");
        }
    }

    /** Tells whether the model counted the tokens; an endpoint need not, and then the counts are 0. */
    public boolean counted() {
        return promptTokens > 0;
    }
}
