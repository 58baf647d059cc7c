package org.charactermirror.scenario;

import java.util.Locale;

/** What an interviewer is to try out on a character in its own words, whenever it fits. */
public enum ProbeArea {
    /** Whether the character knows who it is. */
    IDENTITY,
    /** Whether it can be led to contradict itself. */
    CONTRADICTION,
    /** How it takes it when it is pushed too far. */
    BOUNDARY,
    /** Whether it remembers what was said long before. */
    MEMORY;

    /** Returns the word in files. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ProbeArea ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
