package org.charactermirror.chat;

/** A model could not answer; the kind says what the caller can do. */
public abstract sealed class ChatException extends RuntimeException
        permits ModelUnavailableException,
                ContextTooLongException,
                RefusedException,
                RejectedException,
                GaveUpException,
                NoMessageException,
                NotRecordedException {

    private static final long serialVersionUID = 1L;

    protected ChatException(String message, Throwable cause) {
        super(message, cause);
    }

    protected ChatException(String message) {
        super(message);
    }

    /** Returns the kind under which the failure is counted. */
    public abstract FailureKind kind();
}
