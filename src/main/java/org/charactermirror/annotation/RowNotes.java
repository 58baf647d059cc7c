package org.charactermirror.annotation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.charactermirror.problem.Problems;
import org.charactermirror.table.Blank;
import org.jspecify.annotations.Nullable;

/**
 * Two columns that say how a row came about and are kept among those that are no part of the judgement: {@code seconds}, how long it
 * took, and {@code check}, what the right answer is where the row is a check of the annotator.
 */
public final class RowNotes {

    private static final Set<String> SECONDS = Set.of("seconds", "用时", "秒数");
    private static final Set<String> CHECK = Set.of("check", "检查", "检查题");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");

    private RowNotes() {}

    /** Returns how long a judgement took; of the parts of one in the long form, all together. */
    public static Optional<BigDecimal> seconds(Annotation row) {
        List<BigDecimal> parts = new ArrayList<>();
        for (Map.Entry<String, String> cell : row.extra().entrySet()) {
            if (isNamed(cell.getKey(), SECONDS) && !Blank.is(cell.getValue())) {
                parts.add(new BigDecimal(Words.halfWidth(cell.getValue())));
            }
        }
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of(parts.stream().reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    /** Returns what a row must say where it is a check, all parts of one in the long form together; nothing elsewhere. */
    public static Optional<Expectation> check(Annotation row) {
        Map<String, String> expected = new LinkedHashMap<>();
        row.extra().forEach((name, value) -> {
            if (isNamed(name, CHECK) && !Blank.is(value)) {
                expected.putAll(Expectation.parse(row.kind(), value)
                        .orElseThrow(() -> new IllegalArgumentException("no check: " + value))
                        .cells());
            }
        });
        return expected.isEmpty() ? Optional.empty() : Optional.of(new Expectation(expected));
    }

    /** Adds what is wrong with these columns of a row that was kept before they were looked at. */
    public static void check(Annotation row, Problems problems) {
        List<String> wrong = new ArrayList<>(problems(row.kind(), row.extra()));
        if (wrong.isEmpty()) {
            neverMet(row).ifPresent(wrong::add);
        }
        wrong.forEach(problem -> problems.error(row.place().file(), row.place().line(), 0, problem));
    }

    /** Returns what is wrong with a check that a row of these models fails whatever it says. */
    static Optional<String> neverMet(Annotation row) {
        return check(row)
                .filter(check -> !check.isMetBySome(row))
                .map(check -> "check expects " + check.cells() + " of a comparison of "
                        + String.join(" and ", row.identity().models())
                        + "; better is one of these two models, tie or both_bad");
    }

    /** Returns what is wrong with these columns of a row. */
    static List<String> problems(Kind kind, Map<String, String> extra) {
        List<String> problems = new ArrayList<>(kind == Kind.PREFERENCES ? PairNotes.problems(extra) : List.of());
        Map<String, String> expected = new LinkedHashMap<>();
        extra.forEach((name, value) -> {
            if (Blank.is(value)) {
                return;
            }
            if (isNamed(name, SECONDS)
                    && !NUMBER.matcher(Words.halfWidth(value)).matches()) {
                problems.add(name + " is \"" + Blank.strip(value)
                        + "\"; expected is a number of seconds, 0 or more, or nothing where it was not recorded");
            }
            if (isNamed(name, CHECK)) {
                Expectation.parse(kind, value)
                        .ifPresentOrElse(
                                check -> check.cells().forEach((column, answer) -> {
                                    @Nullable String other = expected.putIfAbsent(column, answer);
                                    if (other != null && !other.equals(answer)) {
                                        problems.add(name + " expects " + column + "=" + answer
                                                + ", and another cell of" + " the judgement " + column + "=" + other
                                                + "; one answer is right");
                                    }
                                }),
                                () -> problems.add(
                                        name + " is \"" + Blank.strip(value) + "\"; " + Expectation.wanted(kind)));
            }
        });
        return problems;
    }

    /** Tells whether a column has one of the names, or is the part of one that the long form keeps for a dimension or flag. */
    private static boolean isNamed(String column, Set<String> names) {
        String name = Words.normal(column);
        int part = name.indexOf(" (");
        return names.contains(part < 0 ? name : name.substring(0, part));
    }
}
