package org.charactermirror.analysis.planning;

import java.util.Locale;

/** What the difference between two models may vary with, the coarser before the finer. */
public enum Factor {
    ANNOTATOR,
    CHARACTER,
    DIALOGUE,
    /** One annotator's of one dialogue. */
    JUDGEMENT;

    /** Returns the word that options and files use. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
