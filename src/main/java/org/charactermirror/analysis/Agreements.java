package org.charactermirror.analysis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.charactermirror.annotation.Dimension;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.TurnFlag;
import org.charactermirror.stats.KrippendorffAlpha.Level;

/**
 * How far annotators agree, column by column; a column that nobody judged is absent.
 *
 * @param ratings by dimension, ordinal
 * @param turnErrors by flag, nominal
 * @param outcomes of comparisons, nominal; one entry at most
 */
public record Agreements(
        Map<Dimension, Agreement> ratings, Map<TurnFlag, Agreement> turnErrors, Map<String, Agreement> outcomes) {

    /** Computes agreement among judgements of one origin of each kind; nothing where there are none. */
    static Agreements of(Summary summary) {
        return new Agreements(
                byDimension(summary, Agreement::of), byFlag(summary, Agreement::of), byOutcome(summary, Agreement::of));
    }

    /** Makes something of what was judged in one column. */
    interface Measure<A> {

        /** Makes it; the arguments are those of {@link Agreement#of}. */
        A of(String column, Level level, UnitColumn units, Map<String, Integer> annotators);
    }

    static <A> Map<Dimension, A> byDimension(Summary summary, Measure<A> measure) {
        return columns(Dimension.values(), Dimension::word, Level.ORDINAL, summary, Kind.RATINGS, measure);
    }

    static <A> Map<TurnFlag, A> byFlag(Summary summary, Measure<A> measure) {
        return columns(TurnFlag.values(), TurnFlag::word, Level.NOMINAL, summary, Kind.TURN_ERRORS, measure);
    }

    static <A> Map<String, A> byOutcome(Summary summary, Measure<A> measure) {
        String[] outcome = JudgedColumns.of(Kind.PREFERENCES).toArray(String[]::new);
        return columns(outcome, word -> word, Level.NOMINAL, summary, Kind.PREFERENCES, measure);
    }

    /** Computes columns of the preferred origin, several at once; those that nobody judged are left out. */
    private static <C, A> Map<C, A> columns(
            C[] columns, Function<C, String> word, Level level, Summary summary, Kind kind, Measure<A> measure) {
        Optional<Origin> origin = summary.preferred(kind);
        if (origin.isEmpty()) {
            return Map.of();
        }
        JudgedUnits units = summary.units(kind, origin.get());
        List<Optional<A>> found = IntStream.range(0, columns.length)
                .parallel()
                .mapToObj(column -> units.column(column).isEmpty()
                        ? Optional.<A>empty()
                        : Optional.of(measure.of(
                                word.apply(columns[column]), level, units.column(column), units.annotators())))
                .toList();
        Map<C, A> byColumn = new LinkedHashMap<>();
        for (int i = 0; i < columns.length; i++) {
            C column = columns[i];
            found.get(i).ifPresent(agreement -> byColumn.put(column, agreement));
        }
        return byColumn;
    }
}
