package org.charactermirror.dataset;

import java.util.Locale;

/** What became of a row of judgement that is no check and whose annotator counts. */
public enum RowFate {
    /** It stands for an item, whether or not that became a record. */
    USED,
    OTHER_ORIGIN,
    /** It has a comment or evidence, and no score and no flag. */
    NOTHING_JUDGED,
    /** The same item was judged by an origin that was named before this one. */
    LATER_ORIGIN,
    NO_SESSION,
    NO_SUCH_DIALOGUE,
    /** It is about a turn or a model that the dialogue does not have, or of a kind that such dialogues are not judged in. */
    NO_SUCH_REPLY;

    /** Returns the word that files use. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
