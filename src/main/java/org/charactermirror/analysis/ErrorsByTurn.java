package org.charactermirror.analysis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.charactermirror.annotation.TurnError;

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

    /**
     * Counts rows of one origin; a row in which no error was judged, only proactivity, counts for none.
     *
     * @param models in the order of the rows to be
     */
    public static ErrorsByTurn of(Collection<TurnError> turnErrors, List<String> models) {
        Map<String, Map<Integer, int[]>> counts = new LinkedHashMap<>();
        models.forEach(model -> counts.put(model, new TreeMap<>()));
        for (TurnError row : turnErrors) {
            List<Boolean> errors = new ArrayList<>();
            row.flags().forEach((flag, set) -> {
                if (flag.isError()) {
                    errors.add(set);
                }
            });
            Map<Integer, int[]> turns = counts.get(row.model());
            if (turns != null && !errors.isEmpty()) {
                int[] count = turns.computeIfAbsent(row.turn(), unused -> new int[2]);
                count[0] += errors.contains(true) ? 1 : 0;
                count[1]++;
            }
        }
        List<Row> rows = new ArrayList<>();
        counts.forEach((model, turns) -> {
            SortedMap<Integer, Share> shares = new TreeMap<>();
            turns.forEach((turn, count) -> shares.put(turn, new Share(count[0], count[1])));
            rows.add(new Row(model, shares));
        });
        return new ErrorsByTurn(rows);
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
