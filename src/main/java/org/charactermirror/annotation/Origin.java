package org.charactermirror.annotation;

import java.util.Locale;

/** Where a judgement comes from, the one that a report prefers first. Origins are never pooled. */
public enum Origin {
    /** A person judged. */
    HUMAN,
    /** Constructed so that the rows add up to published figures. */
    RECONSTRUCTED,
    /** Made by a program as a sample. */
    SYNTHETIC,
    /** A model judged. */
    JUDGE,
    /** A metric computed it. */
    AUTOMATIC;

    /** Returns the word that files use. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
