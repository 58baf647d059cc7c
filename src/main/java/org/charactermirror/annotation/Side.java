package org.charactermirror.annotation;

import java.util.Locale;

/** One of the two replies of a comparison. */
public enum Side {
    A,
    B;

    /** Returns the word that files use. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the same reply's side when the models change places. */
    public Side swapped() {
        return this == A ? B : A;
    }
}
