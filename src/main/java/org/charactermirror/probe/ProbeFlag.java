package org.charactermirror.probe;

import java.util.Locale;

/** As which error of a reply a wrong answer counts. */
public enum ProbeFlag {
    /** Out of character. */
    OOC,
    CONTRADICTION;

    /** Returns the word in files. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ProbeFlag ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
