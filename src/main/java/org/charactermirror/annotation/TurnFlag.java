package org.charactermirror.annotation;

import java.util.Locale;

/** What a reply is checked for, in the order of the published table: five errors and one merit. */
public enum TurnFlag {
    /** Out of character. */
    OOC,
    CONTRADICTION,
    REPETITION,
    LESS_QUALITY,
    LESS_INFORMATION,
    /** The only one that is better when it is higher. */
    PROACTIVITY;

    /** Returns the word that files use. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Tells whether the flag is an error, which adds to a model's overall rate, or a merit, which is deducted. */
    public boolean isError() {
        return this != PROACTIVITY;
    }
}
