package org.charactermirror.chat;

/** A recording has no reply to what was asked: the dialogue went elsewhere, or ended before. Asking again helps nothing. */
public final class NotRecordedException extends ChatException {

    private static final long serialVersionUID = 1L;

    public NotRecordedException(String message) {
        super(message);
    }

    @Override
    public FailureKind kind() {
        return FailureKind.NOT_RECORDED;
    }
}
