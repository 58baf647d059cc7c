package org.charactermirror.dataset;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a record teaches. */
public enum DatasetKind {
    /** To speak as a dialogue's character did: one record a dialogue of one model. */
    SUPERVISED,
    /** To prefer one of two replies to the same context: one record a pair of replies. */
    PREFERENCES,
    /** To tell a good reply from a bad one: one record a reply of a dialogue of one model. */
    TURN_LABELS,
    /** To score whole dialogues: one record a dialogue of one model. */
    DIALOGUE_SCORES;

    /** Returns the word that options and files use. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Finds a kind by its word. */
    public static Optional<DatasetKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    /** Returns all words. */
    public static List<String> words() {
        return Arrays.stream(values()).map(DatasetKind::word).toList();
    }
}
