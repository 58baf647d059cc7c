package org.charactermirror.chat;

/** The provider's filter refused the question or the reply; asking again would be refused again. */
public final class RefusedException extends ChatException {

    private static final long serialVersionUID = 1L;

    public RefusedException(String message) {
        super(message);
    }

    @Override
    public FailureKind kind() {
        return FailureKind.REFUSED;
    }
}
