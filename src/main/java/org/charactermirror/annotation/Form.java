package org.charactermirror.annotation;

/** How the rows of a file of judgements are laid out. */
public enum Form {
    /** One row for all that one annotator says of a dialogue, reply or pair. */
    WIDE("wide form"),
    /** One row for every dimension or flag. */
    LONG("long form"),
    /** A sheet that a study exported to be filled in, whose rows name what they are about by a code. */
    SHEET("filled-in sheet");

    private final String words;

    Form(String words) {
        this.words = words;
    }

    /** Returns what a reader calls the form. */
    public String words() {
        return words;
    }
}
