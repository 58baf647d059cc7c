package org.charactermirror.annotation;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.charactermirror.problem.Problems;
import org.charactermirror.table.Blank;
import org.charactermirror.table.CsvRow;
import org.jspecify.annotations.Nullable;

/** The cells of one row by column: reads each as what it should be, or says what was expected. */
final class Cells {

    private static final Pattern DECIMAL = Pattern.compile("[+-]?\\d{1,9}(\\.\\d{1,9})?");
    private static final Pattern WHOLE = Pattern.compile("\\d{1,9}");

    private final String source;
    private final Columns columns;
    private final Scale scale;
    private final CsvRow row;
    private final Problems problems;

    Cells(String source, Columns columns, Scale scale, CsvRow row, Problems problems) {
        this.source = source;
        this.columns = columns;
        this.scale = scale;
        this.row = row;
        this.problems = problems;
    }

    /** Tells whether nothing stands in any of the columns. */
    boolean areEmpty(List<Field> fields) {
        return fields.stream().allMatch(field -> Blank.is(cell(field)));
    }

    Optional<BigDecimal> score(Field field) {
        String value = Words.halfWidth(cell(field));
        if (value.isEmpty()) {
            return Optional.empty();
        }
        Optional<BigDecimal> digit = scale.allowedDigit(value);
        if (digit.isPresent()) {
            return digit;
        }
        if (DECIMAL.matcher(value).matches()) {
            BigDecimal score = new BigDecimal(value);
            if (scale.allows(score)) {
                return Optional.of(score);
            }
        }
        bad(field, "expected is " + scale.description() + ", or nothing where it was not judged");
        return Optional.empty();
    }

    Optional<Boolean> flag(Field field) {
        if (Blank.is(cell(field))) {
            return Optional.empty();
        }
        Optional<Boolean> flag = Words.flag(cell(field));
        if (flag.isEmpty()) {
            bad(field, "expected is 1 or 0, or nothing where it was not judged");
        }
        return flag;
    }

    /** Returns the turn, if the cell has one. */
    Optional<Integer> turn() {
        String value = Words.halfWidth(cell(Field.TURN));
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (WHOLE.matcher(value).matches() && Integer.parseInt(value) >= 1) {
            return Optional.of(Integer.parseInt(value));
        }
        bad(Field.TURN, "expected is a whole number; the first reply of a dialogue is 1");
        return Optional.empty();
    }

    /** Returns the turn; an empty cell is a problem. */
    Optional<Integer> requiredTurn() {
        if (Blank.is(cell(Field.TURN))) {
            error("turn is empty; every row names the reply, counted from 1");
        }
        return turn();
    }

    Optional<Outcome> outcome() {
        return oneOf(
                Field.OUTCOME, Words.outcome(cell(Field.OUTCOME)), "win, tie, lose or both_bad, seen from model_a");
    }

    /** Returns the outcome from the side of the reply that was shown first. */
    Optional<Outcome> better() {
        return oneOf(Field.BETTER, Words.better(cell(Field.BETTER)), "first, second, tie or both_bad");
    }

    private Optional<Outcome> oneOf(Field field, Optional<Outcome> outcome, String expected) {
        if (outcome.isEmpty() && Blank.is(cell(field))) {
            error(field.word() + " is empty; expected is " + expected);
        } else if (outcome.isEmpty()) {
            bad(field, "expected is " + expected);
        }
        return outcome;
    }

    Optional<Side> side() {
        Optional<Side> side = Words.side(cell(Field.SHOWN_FIRST));
        if (side.isEmpty() && !Blank.is(cell(Field.SHOWN_FIRST))) {
            bad(Field.SHOWN_FIRST, "expected is a or b, or nothing where it is not known");
        }
        return side;
    }

    Optional<Origin> origin() {
        if (Blank.is(cell(Field.ORIGIN))) {
            return Optional.of(Origin.HUMAN);
        }
        Optional<Origin> origin = Words.origin(cell(Field.ORIGIN));
        if (origin.isEmpty()) {
            bad(Field.ORIGIN, "expected is human, synthetic, reconstructed, automatic or judge, or nothing for human");
        }
        return origin;
    }

    @Nullable
    String topic() {
        @Nullable String topic = id(Field.TOPIC);
        if (topic != null && topic.equalsIgnoreCase("overall")) {
            bad(Field.TOPIC, "that name is kept for the row of all topics; name the topic otherwise");
        }
        return topic;
    }

    String required(Field field, String why) {
        String value = Blank.strip(cell(field));
        if (value.isEmpty()) {
            error(field.word() + " is empty; " + why);
        }
        return value;
    }

    @Nullable
    String id(Field field) {
        String value = Blank.strip(cell(field));
        return value.isEmpty() ? null : value;
    }

    @Nullable
    String text(Field field) {
        String value = cell(field);
        return value.isEmpty() ? null : value;
    }

    String cell(Field field) {
        @Nullable Integer index = columns.index().get(field);
        return index == null ? "" : row.cells().get(index);
    }

    Map<String, String> extra() {
        if (columns.extra().isEmpty()) {
            return Map.of();
        }
        Map<String, String> extra = new LinkedHashMap<>();
        columns.extra().forEach((index, name) -> extra.put(name, row.cells().get(index)));
        return extra;
    }

    Place place() {
        return new Place(source, row.line());
    }

    /** Adds an error that quotes a cell's value. */
    void bad(Field field, String expected) {
        error(field.word() + " is \"" + Blank.strip(cell(field)) + "\"; " + expected);
    }

    void error(String message) {
        problems.error(source, row.line(), 0, message);
    }
}
