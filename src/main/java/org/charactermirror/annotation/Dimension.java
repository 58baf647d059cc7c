package org.charactermirror.annotation;

import java.util.Locale;

/** What a dialogue is rated on, in the order of the published table. */
public enum Dimension {
    OVERALL,
    CONSISTENCY,
    HUMAN_LIKENESS,
    ENGAGEMENT,
    QUALITY,
    SAFETY,
    CORRECTNESS;

    /** Returns the word that files use. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
