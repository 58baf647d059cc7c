package org.charactermirror.chat;

import java.util.concurrent.CancellationException;

/** The run was asked to stop while a model waited; nothing failed, and the dialogue goes on in the next run. */
public final class StoppedException extends CancellationException {

    private static final long serialVersionUID = 1L;

    public StoppedException(String message) {
        super(message);
    }
}
