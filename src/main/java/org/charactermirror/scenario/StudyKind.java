package org.charactermirror.scenario;

import java.util.Locale;

/** What annotators judge: whole dialogues, single replies, or pairs of replies. */
public enum StudyKind {
    RATING,
    TURN_ERRORS,
    PAIRWISE;

    /** Returns the word in a study's file. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static StudyKind ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
