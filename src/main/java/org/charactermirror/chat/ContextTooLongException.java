package org.charactermirror.chat;

/** Profile and last message alone do not fit the model's context; or an endpoint, which drops nothing, says so of a dialogue. */
public final class ContextTooLongException extends ChatException {

    private static final long serialVersionUID = 1L;

    public ContextTooLongException(String message) {
        super(message);
    }

    @Override
    public FailureKind kind() {
        return FailureKind.CONTEXT_TOO_LONG;
    }
}
