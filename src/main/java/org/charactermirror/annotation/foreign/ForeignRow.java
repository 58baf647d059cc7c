package org.charactermirror.annotation.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.charactermirror.annotation.ColumnNames;
import org.charactermirror.annotation.Kind;
import org.jspecify.annotations.Nullable;

/** A judgement of a tool while it is put together: cells under the names of our columns, and what is wrong with them. */
final class ForeignRow {

    /** Longer texts and those of several lines are what was shown to the annotators, not what they said of it. */
    private static final int SHORT = 200;

    /** Stands before the names of columns that are not known, where our own exports write them. */
    static final String EXTRA = "extra.";

    private final Mapping mapping;
    private final int line;
    private final String label;
    private final Map<String, String> cells = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    /**
     * Starts a row.
     *
     * @param line on which its record starts
     * @param label what tells it apart from other rows of the line, or empty
     */
    ForeignRow(Mapping mapping, int line, String label) {
        this.mapping = mapping;
        this.line = line;
        this.label = label;
    }

    /** Starts a row that has the cells of this one. */
    ForeignRow copy(String newLabel) {
        ForeignRow copy = new ForeignRow(mapping, line, newLabel);
        copy.cells.putAll(cells);
        copy.problems.addAll(problems);
        return copy;
    }

    int line() {
        return line;
    }

    String label() {
        return label;
    }

    Map<String, String> cells() {
        return cells;
    }

    List<String> problems() {
        return problems;
    }

    void problem(String message) {
        problems.add(message);
    }

    boolean has(String column) {
        return cells.containsKey(column);
    }

    /** Puts a value under the name that the tool has for it; an empty one is not there. */
    void put(String name, String value) {
        if (name.startsWith(EXTRA)) {
            putExtra(name, value);
            return;
        }
        if (isChoiceOfFlags(name)) {
            // Tools write one that is chosen alone as a text, and only several as a list.
            choose(name, value.isEmpty() ? List.of() : List.of(value));
            return;
        }
        putColumn(mapping.column(name), name, value);
    }

    /** Puts a value of an item; the mapping may name it with the tool's word for its place before it. */
    void putOfItem(String place, String name, JsonNode value, Tallied tally) {
        if (name.startsWith(EXTRA)) {
            putExtra(name, text(value));
            return;
        }
        String placed = place + "." + name;
        String column = mapping.columns().containsKey(placed.toLowerCase(Locale.ROOT))
                ? mapping.column(placed)
                : mapping.column(name);
        if (value.isNull() || column.equals(Mapping.LEFT_OUT)) {
            return;
        }
        if (value.isContainerNode()) {
            tally.count("lists and objects of items left out");
            return;
        }
        String text = text(value);
        if (isChoiceOfFlags(name)) {
            put(name, text);
            return;
        }
        boolean ours = ColumnNames.english(column).isPresent();
        if ((!ours && (text.length() > SHORT || text.indexOf('\n') >= 0)) || ColumnNames.isForReading(column)) {
            tally.count("texts of items left out");
            return;
        }
        putColumn(column, name, text);
    }

    /** Puts a column that our own export names as one that is not known, whatever its name looks like. */
    private void putExtra(String name, String value) {
        cells.putIfAbsent(name.substring(EXTRA.length()), value);
    }

    /** Puts the value of a column of ours. */
    void putColumn(String column, String name, String value) {
        if (value.isEmpty() || column.equals(Mapping.LEFT_OUT)) {
            return;
        }
        String ours = mapping.value(column, value);
        @Nullable String earlier = cells.putIfAbsent(column, ours);
        if (earlier != null && !earlier.equals(ours)) {
            problem(column + " is \"" + earlier + "\" and, as " + name + ", \"" + ours
                    + "\"; leave one of them out with columns: {NAME: \"-\"} in the file of --mapping");
        }
    }

    /** Puts what was chosen of several options. */
    void choose(String name, List<String> chosen) {
        if (name.startsWith(EXTRA)) {
            putExtra(name, String.join(", ", chosen));
            return;
        }
        @Nullable Map<String, String> options = mapping.choices().get(name);
        if (options != null) {
            options.values().forEach(column -> cells.putIfAbsent(column, "0"));
            for (String option : chosen) {
                @Nullable String column = options.get(option);
                if (column == null) {
                    problem(name + " has \"" + option + "\"; the file of --mapping has only the options "
                            + String.join(", ", options.keySet()));
                } else {
                    cells.put(column, "1");
                }
            }
            return;
        }
        String column = mapping.column(name);
        boolean known = ColumnNames.english(column).isPresent() || column.equals(Mapping.LEFT_OUT);
        List<String> flags = chosen.stream().filter(ForeignRow::isFlag).toList();
        if (!known && !flags.isEmpty()) {
            problem(name + " is a choice of flags (" + String.join(", ", chosen)
                    + "); name all of its options in the file of --mapping, choices: {" + name
                    + ": [ooc, ...]}, so that those that were not chosen count as 0");
        } else if (chosen.size() == 1 || !known) {
            put(name, String.join(", ", chosen));
        } else if (!column.equals(Mapping.LEFT_OUT) && chosen.size() > 1) {
            problem(column + " has several values (" + String.join(", ", chosen) + "); expected is one");
        }
    }

    /** Tells whether a name stands for a column of ours or a choice of flags. */
    boolean isKnown(String name) {
        return mapping.choices().containsKey(name)
                || ColumnNames.english(mapping.column(name)).isPresent();
    }

    /** Tells whether a name is that of a choice of several flags. */
    boolean isChoiceOfFlags(String name) {
        return mapping.choices().containsKey(name);
    }

    /** Counts options of a choice as not chosen where a judged reply has no entry for the choice at all. */
    void chooseNothingElse() {
        if (has("turn") && !has("model_a")) {
            mapping.choices()
                    .values()
                    .forEach(options -> options.values().forEach(column -> cells.putIfAbsent(column, "0")));
        }
    }

    private static boolean isFlag(String option) {
        return ColumnNames.english(option)
                .filter(ColumnNames.judged(Kind.TURN_ERRORS)::contains)
                .isPresent();
    }

    /** Returns a value as the text of a cell; nothing stands for null. */
    static String text(JsonNode value) {
        if (value.isNull() || value.isMissingNode()) {
            return "";
        }
        if (value.isNumber()) {
            return value.isIntegralNumber() ? value.asText() : number(value);
        }
        return value.isContainerNode() ? value.toString() : value.asText();
    }

    /** 4.0 is what a program makes of 4. */
    private static String number(JsonNode value) {
        if (value.isFloatingPointNumber() && !Double.isFinite(value.doubleValue())) {
            return value.asText();
        }
        BigDecimal exact = value.decimalValue();
        return exact.stripTrailingZeros().scale() <= 0
                ? exact.toBigInteger().toString()
                : exact.stripTrailingZeros().toPlainString();
    }
}
