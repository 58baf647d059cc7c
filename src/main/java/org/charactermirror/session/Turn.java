package org.charactermirror.session;

import java.io.Serializable;
import java.util.Objects;
import org.charactermirror.chat.StopReason;

/**
 * One round: the user's message and the character's reply.
 *
 * @param number 1-based
 * @param source where the user's message comes from
 * @param droppedMessages how many of the oldest messages the model did not see, since its context was full
 * @param cachedTokens those of the prompt that were not computed again; depends on what the process played before
 * @param seed of the reply's random choices
 * @param seconds that the reply took; 0 where that is not known, or is part of another reply's
 */
public record Turn(
        int number,
        String user,
        MessageSource source,
        String reply,
        StopReason stopReason,
        int promptTokens,
        int replyTokens,
        int droppedMessages,
        long seed,
        int cachedTokens,
        double seconds)
        implements Serializable {

    public Turn {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(reply, "reply");
        Objects.requireNonNull(stopReason, "stopReason");
        if (number < 1 || seconds < 0) {
            throw new IllegalArgumentException("turn " + number + " in " + seconds + " s: out of range");
        }
    }

    /** Makes a round whose message is a script's. */
    public Turn(
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
        this(
                number,
                user,
                MessageSource.SCRIPT,
                reply,
                stopReason,
                promptTokens,
                replyTokens,
                droppedMessages,
                seed,
                cachedTokens,
                seconds);
    }

    /** Returns a turn of which nothing is known but what was said; its counts are 0 and stand for nothing. */
    public static Turn notRecorded(int number, String user, String reply) {
        return new Turn(number, user, reply, StopReason.NOT_RECORDED, 0, 0, 0, 0, 0, 0);
    }

    /** Tells whether it is known how long the reply took; none takes no time at all. */
    public boolean timed() {
        return seconds > 0;
    }

    /** Tells whether the model counted the tokens; an endpoint need not, and then the counts are 0. */
    public boolean counted() {
        return promptTokens > 0;
    }
}
