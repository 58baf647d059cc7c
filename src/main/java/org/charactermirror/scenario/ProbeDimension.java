package org.charactermirror.scenario;

import java.util.Locale;

/** What a probe is aimed at: one of the paper's six scores of a dialogue, its overall impression excepted. */
public enum ProbeDimension {
    CONSISTENCY,
    HUMAN_LIKENESS,
    ENGAGEMENT,
    QUALITY,
    SAFETY,
    CORRECTNESS;

    /** Returns the word in files. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads the word again. */
    public static ProbeDimension ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
