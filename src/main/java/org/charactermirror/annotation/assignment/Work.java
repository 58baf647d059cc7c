package org.charactermirror.annotation.assignment;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/**
 * Somebody who judges, and what cannot be taken away any more.
 *
 * @param begun the ids of the items that the person has begun or done, in their order
 * @param stays whether the person can be given more; what those who left have done counts, and nothing else of theirs
 */
public record Work(String annotator, List<String> begun, boolean stays) {

    public Work {
        Objects.requireNonNull(annotator, "annotator");
        begun = List.copyOf(begun);
        if (new HashSet<>(begun).size() != begun.size()) {
            throw new IllegalArgumentException(annotator + " has begun an item twice: " + begun);
        }
    }

    /** Makes the work of somebody who goes on. */
    public Work(String annotator, List<String> begun) {
        this(annotator, begun, true);
    }

    /** Returns somebody who has begun nothing yet. */
    public static Work none(String annotator) {
        return new Work(annotator, List.of(), true);
    }

    /** Returns somebody who gets no more. */
    public static Work left(String annotator, List<String> done) {
        return new Work(annotator, done, false);
    }
}
