package org.charactermirror.session;

/** Takes turns as they are completed. */
@FunctionalInterface
public interface TurnSink {

    /**
     * Keeps a completed turn.
     *
     * @return whether the next turn is to be played
     */
    boolean completed(Turn turn);
}
