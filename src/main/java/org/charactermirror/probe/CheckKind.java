package org.charactermirror.probe;

import java.util.Locale;

/** Who decides whether an answer is right. */
public enum CheckKind {
    /** The rules of {@link ExactChecker}. */
    EXACT,
    /** A model that is shown the right answer. */
    JUDGED;

    /** Returns the word in files. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static CheckKind ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
