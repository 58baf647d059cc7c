package org.charactermirror.annotation;

/** The three files of judgements. */
public enum Kind {
    RATINGS("ratings.csv", "ratings"),
    TURN_ERRORS("turn_errors.csv", "turn errors"),
    PREFERENCES("preferences.csv", "preferences");

    private final String fileName;
    private final String words;

    Kind(String fileName, String words) {
        this.fileName = fileName;
        this.words = words;
    }

    /** Returns the name that an export of this kind has. */
    public String fileName() {
        return fileName;
    }

    /** Returns what a reader calls the rows. */
    public String words() {
        return words;
    }
}
