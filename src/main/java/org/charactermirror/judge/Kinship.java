package org.charactermirror.judge;

import java.util.Locale;

/** Whether a judge is of the family of what it judges: judges are known to favour their own kind. */
public enum Kinship {
    /** Of no model's. */
    NONE,
    /** Of the only model's, or of both. */
    SAME,
    /** Of the first of two models'. */
    A,
    B,
    /** The family of the judge or of a model is not known, and no other is the same. */
    UNKNOWN;

    /** Returns the word in records. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
