package org.charactermirror.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/** Counts rows by the values of a few columns; all figures of the tables are made of such counts. */
final class Counts {

    private final List<IntColumn> columns = new ArrayList<>();
    // Tablesaw joins the values of a group with a separator, so it is given codes and never the texts themselves.
    private final List<String> texts = new ArrayList<>();
    private final Map<String, Integer> codes = new HashMap<>();
    private Map<List<String>, Integer> counted = Map.of();
    private boolean stale;

    /** Starts without rows; the names say what the values mean. */
    Counts(String... names) {
        for (String name : names) {
            columns.add(IntColumn.create("value of " + name));
        }
    }

    /** Adds a row with one value for each column. */
    void add(String... values) {
        if (values.length != columns.size()) {
            throw new IllegalArgumentException(values.length + " values for " + columns.size() + " columns");
        }
        for (int i = 0; i < values.length; i++) {
            columns.get(i).append(code(values[i]));
        }
        stale = true;
    }

    /** Returns how many rows have exactly these values. */
    int of(String... values) {
        return all().getOrDefault(List.of(values), 0);
    }

    /** Returns the counts of all combinations of values that occur, in no particular order. */
    Map<List<String>, Integer> all() {
        if (stale) {
            counted = count();
            stale = false;
        }
        return counted;
    }

    private int code(String text) {
        return codes.computeIfAbsent(text, unused -> {
            texts.add(text);
            return texts.size() - 1;
        });
    }

    private Map<List<String>, Integer> count() {
        Table rows = Table.create("rows");
        columns.forEach(rows::addColumns);
        Table groups = rows.countBy(columns.toArray(IntColumn[]::new));
        Map<List<String>, Integer> counts = new HashMap<>();
        for (Row group : groups) {
            List<String> values = new ArrayList<>();
            columns.forEach(column -> values.add(texts.get(group.getInt(column.name()))));
            counts.put(values, (int) group.getNumber("Count"));
        }
        return counts;
    }
}
