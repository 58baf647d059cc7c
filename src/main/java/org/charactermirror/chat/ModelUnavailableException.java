package org.charactermirror.chat;

/** The model cannot be used at all: files missing or damaged, native library absent, endpoint not reachable. */
public final class ModelUnavailableException extends ChatException {

    private static final long serialVersionUID = 1L;

    public ModelUnavailableException(String message) {
        super(message);
    }

    public ModelUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public FailureKind kind() {
        return FailureKind.UNAVAILABLE;
    }
}
