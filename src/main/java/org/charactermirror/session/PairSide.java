package org.charactermirror.session;

import java.util.Locale;

/** One of the two models of a dialogue on one context. */
public enum PairSide {
    A,
    B;

    /** Returns the word in records and exports. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads the word again. */
    public static PairSide ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
