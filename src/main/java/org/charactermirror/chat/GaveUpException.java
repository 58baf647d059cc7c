package org.charactermirror.chat;

/** The endpoint failed in ways that may pass, but did not pass in time; another run may succeed. */
public final class GaveUpException extends ChatException {

    private static final long serialVersionUID = 1L;

    private final int attempts;

    /**
     * Tells that a call was given up.
     *
     * @param attempts how often the endpoint was asked; 0 if it was known to be down
     */
    public GaveUpException(String message, int attempts) {
        super(message);
        this.attempts = attempts;
    }

    /** Returns how often the endpoint was asked. */
    public int attempts() {
        return attempts;
    }

    @Override
    public FailureKind kind() {
        return FailureKind.GAVE_UP;
    }
}
