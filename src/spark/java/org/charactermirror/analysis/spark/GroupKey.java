package org.charactermirror.analysis.spark;

import java.util.ArrayList;
import java.util.List;
import org.charactermirror.analysis.ContentHash;
import org.charactermirror.analysis.UnitKey;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.Subject;
import org.jspecify.annotations.Nullable;

/** Numbers by which rows are brought together: rows that belong together share one, and others share it hardly ever. */
final class GroupKey {

    private GroupKey() {}

    /** Returns what rows share that judge the same thing. */
    static long ofUnit(Annotation row) {
        UnitKey key = UnitKey.of(row);
        List<@Nullable String> parts = new ArrayList<>();
        parts.add(key.kind().name());
        parts.add(key.study());
        parts.addAll(key.models());
        parts.add(key.session());
        parts.add(key.character());
        parts.add(key.category());
        parts.add(key.topic());
        return hash(parts);
    }

    /** Returns what a row shares with those from which only a session tells it apart. */
    static long withoutSession(Annotation row) {
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
        return hash(parts);
    }

    /** Returns 63 bits of the hash: numbers below zero are those of notes. */
    private static long hash(List<@Nullable String> parts) {
        return ContentHash.of(parts.toArray(new @Nullable String[0])) >>> 1;
    }
}
