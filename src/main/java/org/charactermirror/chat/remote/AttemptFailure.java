package org.charactermirror.chat.remote;

import java.time.Duration;
import java.util.Optional;

/** One request failed in a way that may pass. */
final class AttemptFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Retry kind;
    private final boolean down;
    private final transient Optional<Duration> retryAfter;

    /**
     * Tells of a failure.
     *
     * @param down whether the endpoint as a whole was out of reach, whatever was asked
     * @param retryAfter how long the endpoint asks to be left alone
     */
    AttemptFailure(Retry kind, String message, boolean down, Optional<Duration> retryAfter) {
        super(message, null, false, false);
        this.kind = kind;
        this.down = down;
        this.retryAfter = retryAfter;
    }

    static AttemptFailure of(Retry kind, String message) {
        return new AttemptFailure(kind, message, false, Optional.empty());
    }

    Retry kind() {
        return kind;
    }

    boolean down() {
        return down;
    }

    /** Tells whether many such failures one after the other mean that the endpoint is not well. */
    boolean outage() {
        return kind == Retry.SERVER_ERROR || kind == Retry.TIMEOUT || kind == Retry.CONNECTION || kind == Retry.CUT;
    }

    Optional<Duration> retryAfter() {
        return retryAfter;
    }

    /** Returns what failed, in words. */
    String reason() {
        return String.valueOf(getMessage());
    }
}
