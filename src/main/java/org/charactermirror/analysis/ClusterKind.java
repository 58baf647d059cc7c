package org.charactermirror.analysis;

import java.util.Locale;

/** What a bootstrap draws anew: rows of one cluster stay together. */
public enum ClusterKind {
    ANNOTATOR("annotators"),
    CHARACTER("characters"),
    /** Single dialogues. */
    SESSION("sessions"),
    /** Annotators and characters at once, as they are crossed. */
    BOTH("annotators and characters"),
    /** Single rows, as if none had anything to do with another. */
    NONE("rows");

    private final String plural;

    ClusterKind(String plural) {
        this.plural = plural;
    }

    /** Returns the word of the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the word for several of them. */
    public String plural() {
        return plural;
    }
}
