package org.charactermirror.chat;

/** Profile and last message alone do not fit the model's context, so that nothing can be dropped. */
public final class ContextTooLongException extends ChatException {

    private static final long serialVersionUID = 1L;

    public ContextTooLongException(String message) {
        super(message);
    }
}
