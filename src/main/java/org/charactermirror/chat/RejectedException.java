package org.charactermirror.chat;

/** The endpoint does not take the request (a wrong key, an unknown model, a setting); only another study helps. */
public final class RejectedException extends ChatException {

    private static final long serialVersionUID = 1L;

    private final boolean lasting;

    /**
     * Tells of a request that was not taken.
     *
     * @param lasting whether every other request to the model would be rejected too, as with a wrong key
     */
    public RejectedException(String message, boolean lasting) {
        super(message);
        this.lasting = lasting;
    }

    /** Tells whether every other request to the model would be rejected too. */
    public boolean lasting() {
        return lasting;
    }

    @Override
    public FailureKind kind() {
        return FailureKind.REJECTED;
    }
}
