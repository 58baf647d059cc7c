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

    /** So many rows are counted at a time: Tablesaw takes memory for each row of a group. */
    private static final int MOST_WAITING = 1 << 16;

    private final List<IntColumn> columns = new ArrayList<>();
    // Tablesaw joins the values of a group with a separator, so it is given codes and never the texts themselves.
    private final List<String> texts = new ArrayList<>();
    private final Map<String, Integer> codes = new HashMap<>();
    private final Map<List<String>, Integer> counted = new HashMap<>();

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
        if (columns.get(0).size() == MOST_WAITING) {
            count();
        }
    }

    /** Returns how many rows have exactly these values. */
    int of(String... values) {
        return all().getOrDefault(List.of(values), 0);
    }

    /** Returns the counts of all combinations of values that occur, in no particular order. */
    Map<List<String>, Integer> all() {
        count();
        return counted;
    }

    private int code(String text) {
        return codes.computeIfAbsent(text, unused -> {
            texts.add(text);
            return texts.size() - 1;
        });
    }

    /** Adds up the rows that wait, and forgets them. */
    private void count() {
        if (columns.get(0).isEmpty()) {
            return;
        }
        Table rows = Table.create("rows");
        columns.forEach(rows::addColumns);
        Table groups = rows.countBy(columns.toArray(IntColumn[]::new));
        for (Row group : groups) {
            List<String> values = new ArrayList<>();
            columns.forEach(column -> values.add(texts.get(group.getInt(column.name()))));
            counted.merge(values, (int) group.getNumber("Count"), Integer::sum);
        }
        columns.forEach(IntColumn::clear);
    }
}
