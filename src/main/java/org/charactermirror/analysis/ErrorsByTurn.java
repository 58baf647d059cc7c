package org.charactermirror.analysis;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many of the judged replies of each turn have an error, per model. Proactivity is none.
 *
 * @param rows in the order of the models
 */
public record ErrorsByTurn(List<Row> rows) {

    public ErrorsByTurn {
        rows = List.copyOf(rows);
    }

    /**
     * One model's turns.
     *
     * @param turns by number, from 1; a turn that nobody judged is absent; a reply that k annotators judged counts k times
     */
    public record Row(String model, SortedMap<Integer, Share> turns) {

        public Row {
            turns = Collections.unmodifiableSortedMap(new TreeMap<>(turns));
        }
    }

    /** Returns the number of the last turn that anybody judged; 0 where there is none. */
    public int lastTurn() {
        return rows.stream()
                .filter(row -> !row.turns().isEmpty())
                .mapToInt(row -> row.turns().lastKey())
                .max()
                .orElse(0);
    }
}
