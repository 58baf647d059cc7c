package org.charactermirror.scenario;

import java.util.Locale;

/** Which models of a pairwise study answer on one context. */
public enum Pairing {
    /** The baseline with every other model. */
    BASELINE,
    /** Every model with every other. */
    ALL;

    /** Returns the word in a study's file. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Pairing ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
