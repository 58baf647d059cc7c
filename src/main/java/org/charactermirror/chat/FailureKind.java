package org.charactermirror.chat;

import java.util.Locale;

/** Why a dialogue could not be played to its end, as runs count it. */
public enum FailureKind {
    /** Profile and dialogue do not fit the model's context. */
    CONTEXT_TOO_LONG,
    /** The provider's filter refused the question or the reply. */
    REFUSED,
    /** The endpoint did not take the request: the key, the model's name, the settings. */
    REJECTED,
    /** The endpoint failed again and again. */
    GAVE_UP,
    /** The model that plays the user said nothing, however often it was asked. */
    NO_MESSAGE,
    /** A recording has no reply to what was asked. */
    NOT_RECORDED,
    /** The model broke off with an error of the program, or took its process with it. */
    BROKEN,
    /** The model cannot be used at all. */
    UNAVAILABLE,
    /** The run was made before kinds were kept. */
    UNKNOWN;

    /** Returns the word in records. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads the word again. */
    public static FailureKind ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
