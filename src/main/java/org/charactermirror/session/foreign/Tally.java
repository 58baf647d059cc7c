package org.charactermirror.session.foreign;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts what an import does to records, and what it leaves out of them, so that none of it goes unsaid. */
public final class Tally {

    private final SortedMap<String, Integer> counts = new TreeMap<>();

    void add(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    void addAll(Tally other) {
        other.counts.forEach((what, count) -> counts.merge(what, count, Integer::sum));
    }

    /** Returns how often what happened, sorted by what. */
    public SortedMap<String, Integer> counts() {
        return Collections.unmodifiableSortedMap(counts);
    }
}
