package org.charactermirror.chat;

/** The model that plays the user had nothing to say, however often it was asked. */
public final class NoMessageException extends ChatException {

    private static final long serialVersionUID = 1L;

    public NoMessageException(String message) {
        super(message);
    }

    @Override
    public FailureKind kind() {
        return FailureKind.NO_MESSAGE;
    }
}
