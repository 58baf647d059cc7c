package org.charactermirror.judge;

import java.util.Locale;

/** What became of something that a judge was to judge; only the first gives a score. */
public enum JudgementState {
    SCORED,
    /** The judge said that it cannot tell, or its two orders disagree and the declared rule drops them. */
    MISSING,
    /** The judge, or the filter before it, refused to judge. */
    REFUSED,
    /** However often it was asked, its answer could not be read. */
    UNPARSABLE,
    /** The model could not be reached, or the dialogue does not fit its context; the next run tries again. */
    FAILED;

    /** Returns the word in records. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads the word again. */
    public static JudgementState ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
