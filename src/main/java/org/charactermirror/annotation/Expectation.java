package org.charactermirror.annotation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.charactermirror.table.Blank;
import org.jspecify.annotations.Nullable;

/**
 * What a row must say to pass a check: an item whose right answer is known.
 *
 * @param cells by the English name of a column, the answer: a score or a range of scores ({@code 4-5}), 1 or 0 of a flag, and under
 *     {@code better} the model whose reply must be chosen, {@code tie} or {@code both_bad}
 */
public record Expectation(Map<String, String> cells) {

    /** The cell of a comparison; it names a model, so that it means the same from either side. */
    private static final String BETTER = "better";

    private static final Pattern SCORES = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(?:-(\\d{1,9}(?:\\.\\d{1,9})?))?");

    public Expectation {
        cells = Collections.unmodifiableMap(new LinkedHashMap<>(cells));
        if (cells.isEmpty()) {
            throw new IllegalArgumentException("a check that expects nothing");
        }
    }

    /** How a row fared. */
    public enum Result {
        PASSED,
        FAILED,
        /** A cell that the check looks at is empty. */
        NOT_ANSWERED
    }

    /**
     * Reads {@code safety=5; overall=1-2}.
     *
     * @return nothing where it is something else, or names what rows of the kind do not have
     */
    static Optional<Expectation> parse(Kind kind, String text) {
        Map<String, String> cells = new LinkedHashMap<>();
        for (String part : text.split("[;；]", -1)) {
            List<String> sides = new ArrayList<>(List.of(part.split("[=＝]", 2)));
            if (sides.size() != 2) {
                return Optional.empty();
            }
            String column = column(kind, sides.get(0));
            String value = column.equals(BETTER) ? better(sides.get(1)) : Words.normal(sides.get(1));
            if (column.isEmpty() || !isValue(kind, value) || cells.put(column, value) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(new Expectation(cells));
    }

    /** Returns a column's English name; empty where rows of the kind have no such answer. */
    private static String column(Kind kind, String name) {
        return Field.named(name)
                .filter(field -> kind == Kind.PREFERENCES
                        ? field == Field.BETTER
                        : Field.judged(kind).contains(field))
                .map(Field::word)
                .orElse("");
    }

    /** Returns the English word for a comparison that neither wins, and a model as it is named. */
    private static String better(String text) {
        return Words.outcome(text)
                .filter(outcome -> outcome == outcome.swapped())
                .map(Outcome::word)
                .orElseGet(() -> Blank.strip(text));
    }

    private static boolean isValue(Kind kind, String value) {
        return switch (kind) {
            case RATINGS -> isRange(value);
            case TURN_ERRORS -> value.equals("0") || value.equals("1");
            case PREFERENCES -> !value.isEmpty();
        };
    }

    private static boolean isRange(String value) {
        Matcher range = SCORES.matcher(value);
        return range.matches()
                && (range.group(2) == null
                        || new BigDecimal(range.group(1)).compareTo(new BigDecimal(range.group(2))) <= 0);
    }

    /** Says in messages what a check's cell may hold. */
    static String wanted(Kind kind) {
        return switch (kind) {
            case RATINGS -> "expected is such as safety=5; overall=1-2, or nothing where the row is no check";
            case TURN_ERRORS -> "expected is such as ooc=1; repetition=0, or nothing where the row is no check";
            case PREFERENCES ->
                "expected is better= with the model to be chosen, tie or both_bad, or nothing where the row is no check";
        };
    }

    /** Returns the kind of rows that can meet it; nothing where no kind has all of its columns. */
    public Optional<Kind> kind() {
        for (Kind kind : Kind.values()) {
            if (cells.entrySet().stream()
                    .allMatch(cell ->
                            column(kind, cell.getKey()).equals(cell.getKey()) && isValue(kind, cell.getValue()))) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /** Tells whether a row can meet it at all: a comparison is won by one of its own models or by none. */
    public boolean isMetBySome(Annotation row) {
        if (row instanceof Preference preference) {
            List<String> ends =
                    List.of(preference.modelA(), preference.modelB(), Outcome.TIE.word(), Outcome.BOTH_BAD.word());
            return ends.containsAll(cells.values());
        }
        return true;
    }

    /** Holds a row against it. */
    public Result of(Annotation row) {
        Result result = Result.PASSED;
        for (Map.Entry<String, String> cell : cells.entrySet()) {
            Optional<Boolean> right = right(row, cell.getKey(), cell.getValue());
            if (right.isPresent() && !right.get()) {
                return Result.FAILED;
            }
            result = right.isPresent() ? result : Result.NOT_ANSWERED;
        }
        return result;
    }

    /** Tells whether one answer is right; nothing where there is none. */
    private static Optional<Boolean> right(Annotation row, String column, String expected) {
        if (row instanceof Rating rating) {
            @Nullable BigDecimal score = rating.scores().get(Dimension.valueOf(column.toUpperCase(Locale.ROOT)));
            return Optional.ofNullable(score).map(given -> isWithin(given, expected));
        }
        if (row instanceof TurnError turnError) {
            return Optional.ofNullable(turnError.flags().get(TurnFlag.valueOf(column.toUpperCase(Locale.ROOT))))
                    .map(set -> set == expected.equals("1"));
        }
        if (row instanceof Preference preference) {
            return Optional.of(expected.equals(chosen(preference)));
        }
        throw new IllegalArgumentException("no such kind of row: " + row);
    }

    private static String chosen(Preference row) {
        return switch (row.outcome()) {
            case WIN -> row.modelA();
            case LOSE -> row.modelB();
            case TIE, BOTH_BAD -> row.outcome().word();
        };
    }

    private static boolean isWithin(BigDecimal score, String expected) {
        Matcher range = SCORES.matcher(expected);
        if (!range.matches()) {
            throw new IllegalArgumentException("no scores: " + expected);
        }
        BigDecimal low = new BigDecimal(range.group(1));
        BigDecimal high = range.group(2) == null ? low : new BigDecimal(range.group(2));
        return score.compareTo(low) >= 0 && score.compareTo(high) <= 0;
    }
}
