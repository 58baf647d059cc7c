package org.charactermirror.annotation;

import java.util.List;
import java.util.Map;

/** One row of judgement. */
public sealed interface Annotation permits Rating, TurnError, Preference {

    /** Returns where the row was read; no part of what it says. */
    Place place();

    /** Returns who judged which dialogue. */
    Subject subject();

    /** Returns where the judgement comes from. */
    Origin origin();

    /** Returns the columns that this program does not know, by name, in the order of their file. */
    Map<String, String> extra();

    /** Returns the file that the row belongs in. */
    Kind kind();

    /** Returns what no second row may share. */
    Identity identity();

    /** Tells whether the row says nothing: no score, flag or choice, and no remark. */
    boolean isEmpty();

    /** Returns what the row says beside its identity: the value of each column that is not empty, always in one form. */
    Map<String, String> cells();

    /** Returns the same row under another annotator. */
    Annotation by(String annotator);

    /** Returns all that the row says, in a form in which two rows that say the same are equal. */
    default Object content() {
        return List.of(identity(), cells());
    }
}
