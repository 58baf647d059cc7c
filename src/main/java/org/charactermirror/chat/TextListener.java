package org.charactermirror.chat;

/** Hears a reply while it is being written. */
@FunctionalInterface
public interface TextListener {

    /** Ignores the text. */
    TextListener NONE = text -> {};

    /**
     * Receives the next piece of the reply; pieces concatenate to the reply's text. Those heard before a {@link
     * #restarted} belong to no reply.
     */
    void onText(String text);

    /** What was heard of this reply is void: a remote model's stream broke off, and the question is asked once more. */
    default void restarted() {}
}
