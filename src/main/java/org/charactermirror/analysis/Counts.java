package org.charactermirror.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tech.tablesaw.aggregate.AggregateFunctions;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/**
 * Counts rows by the values of a few columns; all figures of the tables are made of such counts.
 *
 * <p>Tablesaw groups what is left when equal rows have been added up: a million rows are few different ones, and its groups keep
 * the place of every row.
 */
final class Counts {

    private static final String COUNT = "count";
    private static final int MOST_COLUMNS = 4;
    /** Four codes make one number, whose sign is one of its bits. */
    private static final int CODE_BITS = 16;

    private static final int CODES = 1 << CODE_BITS;

    private final List<IntColumn> columns = new ArrayList<>();
    // Tablesaw joins the values of a group with a separator, so it is given codes and never the texts themselves.
    private final List<String> texts = new ArrayList<>();
    private final Map<String, Integer> codes = new HashMap<>();
    private final Map<Long, int[]> waiting = new HashMap<>();
    private Map<List<String>, Integer> counted = Map.of();

    /** Starts without rows; the names say what the values mean, at most four. */
    Counts(String... names) {
        if (names.length > MOST_COLUMNS) {
            throw new IllegalArgumentException(names.length + " columns");
        }
        for (String name : names) {
            columns.add(IntColumn.create("value of " + name));
        }
    }

    /** Adds a row with one value for each column. */
    void add(String... values) {
        add(1, values);
    }

    /** Adds so many rows with one value for each column. */
    void add(int times, String... values) {
        if (values.length != columns.size()) {
            throw new IllegalArgumentException(values.length + " values for " + columns.size() + " columns");
        }
        long row = 0;
        for (String value : values) {
            row = row << CODE_BITS | code(value);
        }
        int[] count = waiting.computeIfAbsent(row, unused -> new int[1]);
        count[0] = Math.addExact(count[0], times);
        counted = Map.of();
    }

    /** Returns how many rows have exactly these values. */
    int of(String... values) {
        return all().getOrDefault(List.of(values), 0);
    }

    /** Returns the counts of all combinations of values that occur, in no particular order. */
    Map<List<String>, Integer> all() {
        if (counted.isEmpty() && !waiting.isEmpty()) {
            counted = count();
        }
        return counted;
    }

    private int code(String text) {
        int code = codes.computeIfAbsent(text, unused -> {
            texts.add(text);
            return texts.size() - 1;
        });
        if (code >= CODES) {
            throw new IllegalStateException("more than " + CODES + " different values in a table");
        }
        return code;
    }

    private Map<List<String>, Integer> count() {
        columns.forEach(IntColumn::clear);
        IntColumn weights = IntColumn.create(COUNT);
        waiting.forEach((row, weight) -> {
            long rest = row;
            for (int column = columns.size() - 1; column >= 0; column--) {
                columns.get(column).append((int) (rest & (CODES - 1)));
                rest >>>= CODE_BITS;
            }
            weights.append(weight[0]);
        });
        Table rows = Table.create("rows");
        columns.forEach(rows::addColumns);
        rows.addColumns(weights);
        Table groups = rows.summarize(COUNT, AggregateFunctions.sum).by(columns.toArray(IntColumn[]::new));
        Map<List<String>, Integer> counts = new HashMap<>();
        for (Row group : groups) {
            List<String> values = new ArrayList<>();
            columns.forEach(column -> values.add(texts.get(group.getInt(column.name()))));
            counts.put(values, (int) group.getNumber("Sum [" + COUNT + "]"));
        }
        return counts;
    }
}
