package org.charactermirror.analysis;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.IntSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.charactermirror.annotation.Dimension;
import org.charactermirror.annotation.Outcome;
import org.charactermirror.annotation.Preference;
import org.charactermirror.annotation.Rating;
import org.charactermirror.annotation.TurnError;
import org.charactermirror.annotation.TurnFlag;
import org.charactermirror.stats.KrippendorffAlpha.Level;
import org.jspecify.annotations.Nullable;

/**
 * How far annotators agree, column by column; a column that nobody judged is absent.
 *
 * @param ratings by dimension, ordinal
 * @param turnErrors by flag, nominal
 * @param outcomes of comparisons, nominal; one entry at most
 */
public record Agreements(
        Map<Dimension, Agreement> ratings, Map<TurnFlag, Agreement> turnErrors, Map<String, Agreement> outcomes) {

    private static final List<Outcome> OUTCOMES = List.of(Outcome.values());
    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    /** Computes agreement among rows of one origin each. */
    static Agreements of(List<Rating> ratings, List<TurnError> turnErrors, List<Preference> preferences) {
        return new Agreements(
                byDimension(ratings, Agreement::of),
                byFlag(turnErrors, Agreement::of),
                byOutcome(preferences, Agreement::of));
    }

    /** Makes something of what was judged in one column. */
    interface Measure<A> {

        /** Makes it; the arguments are those of {@link Agreement#of}. */
        A of(String column, Level level, int categories, JudgedUnits units, int[] places);
    }

    static <A> Map<Dimension, A> byDimension(List<Rating> ratings, Measure<A> measure) {
        JudgedUnits.Builder units = new JudgedUnits.Builder();
        ratings.forEach(row -> units.add(row.subject(), row.model(), null));
        // Neither where a scale starts nor how long its steps are matters to any figure here.
        IntSummaryStatistics halves = ratings.stream()
                .flatMap(row -> row.scores().values().stream())
                .mapToInt(Agreements::halves)
                .summaryStatistics();
        return columns(
                Dimension.values(),
                units.build(),
                dimension -> ratings.stream()
                        .map(row -> row.scores().get(dimension))
                        .mapToInt(score -> score == null ? -1 : halves(score) - halves.getMin())
                        .toArray(),
                dimension -> new Column(dimension.word(), Level.ORDINAL, halves.getMax() - halves.getMin() + 1),
                measure);
    }

    private static int halves(BigDecimal score) {
        return score.multiply(TWO).intValueExact();
    }

    static <A> Map<TurnFlag, A> byFlag(List<TurnError> turnErrors, Measure<A> measure) {
        JudgedUnits.Builder units = new JudgedUnits.Builder();
        turnErrors.forEach(row -> units.add(row.subject(), row.model(), row.turn()));
        return columns(
                TurnFlag.values(),
                units.build(),
                flag -> turnErrors.stream()
                        .mapToInt(row -> place(row.flags().get(flag)))
                        .toArray(),
                flag -> new Column(flag.word(), Level.NOMINAL, 2),
                measure);
    }

    private static int place(@Nullable Boolean set) {
        return set == null ? -1 : set ? 1 : 0;
    }

    static <A> Map<String, A> byOutcome(List<Preference> preferences, Measure<A> measure) {
        JudgedUnits.Builder units = new JudgedUnits.Builder();
        preferences.forEach(row -> units.add(row.subject(), row.modelA() + "~" + row.modelB(), row.turn()));
        return columns(
                new String[] {"outcome"},
                units.build(),
                unused -> preferences.stream()
                        .mapToInt(row -> OUTCOMES.indexOf(row.outcome()))
                        .toArray(),
                outcome -> new Column(outcome, Level.NOMINAL, OUTCOMES.size()),
                measure);
    }

    private record Column(String name, Level level, int categories) {}

    /** Computes columns, several at once; those that nobody judged are left out. */
    private static <C, A> Map<C, A> columns(
            C[] columns,
            JudgedUnits units,
            Function<C, int[]> places,
            Function<C, Column> described,
            Measure<A> measure) {
        List<Optional<A>> found = Arrays.stream(columns)
                .parallel()
                .map(column -> {
                    int[] own = places.apply(column);
                    Column as = described.apply(column);
                    return Arrays.stream(own).allMatch(place -> place < 0)
                            ? Optional.<A>empty()
                            : Optional.of(measure.of(as.name(), as.level(), as.categories(), units, own));
                })
                .toList();
        Map<C, A> byColumn = new LinkedHashMap<>();
        for (int i = 0; i < columns.length; i++) {
            C column = columns[i];
            found.get(i).ifPresent(agreement -> byColumn.put(column, agreement));
        }
        return byColumn;
    }
}
