package org.charactermirror.chat;

/** Hears a reply while it is being written. */
@FunctionalInterface
public interface TextListener {

    /** Ignores the text. */
    TextListener NONE = text -> {};

    /** Receives the next piece of the reply; pieces concatenate to the reply's text. */
    void onText(String text);
}
