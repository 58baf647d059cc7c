package org.charactermirror.analysis;

import java.io.Serializable;
import java.util.Comparator;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.Origin;

/** Whose rows of one kind and origin are looked at, and left out, together. */
public record AnnotatorKey(Kind kind, Origin origin, String annotator)
        implements Comparable<AnnotatorKey>, Serializable {

    private static final Comparator<AnnotatorKey> ORDER = Comparator.comparing(AnnotatorKey::kind)
            .thenComparing(AnnotatorKey::origin)
            .thenComparing(AnnotatorKey::annotator);

    /** Returns the key of whoever gave a row. */
    public static AnnotatorKey of(Annotation row) {
        return new AnnotatorKey(row.kind(), row.origin(), row.subject().annotator());
    }

    @Override
    public int compareTo(AnnotatorKey other) {
        return ORDER.compare(this, other);
    }
}
