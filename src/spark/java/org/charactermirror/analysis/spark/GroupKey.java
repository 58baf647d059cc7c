package org.charactermirror.analysis.spark;

import java.util.ArrayList;
import java.util.List;
import org.charactermirror.analysis.UnitKey;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.Subject;
import org.jspecify.annotations.Nullable;

/** Texts by which rows are brought together; rows that belong together share one. */
final class GroupKey {

    private GroupKey() {}

    /** Returns what rows share that judge the same thing. */
    static String ofUnit(Annotation row) {
        UnitKey key = UnitKey.of(row);
        List<@Nullable String> parts = new ArrayList<>();
        parts.add(key.kind().name());
        parts.add(key.study());
        parts.addAll(key.models());
        parts.add(key.session());
        parts.add(key.character());
        parts.add(key.category());
        parts.add(key.topic());
        return joined(parts);
    }

    /** Returns what a row shares with those from which only a session tells it apart. */
    static String withoutSession(Annotation row) {
        Subject subject = row.subject();
        List<@Nullable String> parts = new ArrayList<>();
        parts.add(row.kind().name());
        parts.add(subject.study());
        parts.add(subject.annotator());
        parts.addAll(row.identity().models());
        parts.add(subject.character());
        parts.add(subject.category());
        parts.add(subject.topic());
        parts.add(String.valueOf(row.identity().turn()));
        return joined(parts);
    }

    private static String joined(List<@Nullable String> parts) {
        StringBuilder all = new StringBuilder();
        for (@Nullable String part : parts) {
            // A length in front of each part: no name can be taken for the end of another.
            all.append(part == null ? "-" : part.length() + ":" + part).append(' ');
        }
        return all.toString();
    }
}
