package org.charactermirror.analysis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What figures and conclusions would be if nobody had been left out.
 *
 * @param figures of all tables: ratings, then turn errors, then comparisons
 * @param conclusions which of two models is better, for every pair and column that was tested with or without the exclusions
 */
public record ExclusionEffect(List<Figure> figures, List<Conclusion> conclusions) {

    public ExclusionEffect {
        figures = List.copyOf(figures);
        conclusions = List.copyOf(conclusions);
    }

    /**
     * One cell.
     *
     * @param table {@code ratings}, {@code turn_errors} or {@code pairwise}
     * @param model of a comparison, the first model
     * @param opponent of a comparison, the second one; empty otherwise
     * @param column a dimension, a flag, overall, or advantage
     * @param all with the rows of everybody; nothing where it cannot be computed
     * @param kept without those who were left out; nothing likewise
     */
    public record Figure(
            String table,
            String model,
            String opponent,
            String column,
            OptionalDouble all,
            long allRows,
            OptionalDouble kept,
            long keptRows) {

        private Figure ofAll(OptionalDouble value, long n) {
            return new Figure(table, model, opponent, column, value, n, kept, keptRows);
        }

        private Figure with(OptionalDouble value, long n) {
            return new Figure(table, model, opponent, column, all, allRows, value, n);
        }

        /** Returns how much the exclusions change it; nothing where one of the two is missing. */
        public OptionalDouble change() {
            return all.isPresent() && kept.isPresent()
                    ? OptionalDouble.of(kept.getAsDouble() - all.getAsDouble())
                    : OptionalDouble.empty();
        }
    }

    /**
     * What is concluded of two models, by the corrected clustered p and the interval.
     *
     * @param all with the rows of everybody
     * @param kept without those who were left out
     */
    public record Conclusion(String table, String modelA, String modelB, String column, Verdict all, Verdict kept) {

        private Conclusion ofAll(Verdict verdict) {
            return new Conclusion(table, modelA, modelB, column, verdict, kept);
        }

        private Conclusion with(Verdict verdict) {
            return new Conclusion(table, modelA, modelB, column, all, verdict);
        }

        /** Tells whether the exclusions make another conclusion of it. */
        public boolean changes() {
            return all != kept;
        }
    }

    /** Which figure is significantly higher. */
    public enum Verdict {
        FIRST_HIGHER,
        SECOND_HIGHER,
        NO_DIFFERENCE,
        /** There is no test. */
        NOT_TESTED
    }

    /** Compares what all rows say with what is left without some annotators. */
    static ExclusionEffect of(Inference all, Inference kept) {
        Collector collector = new Collector();
        collector.add("ratings", all.ratings(), true);
        collector.add("turn_errors", all.errors(), true);
        collector.add(all.pairs(), true);
        collector.add("ratings", sameOrigin(all.ratings(), kept.ratings()), false);
        collector.add("turn_errors", sameOrigin(all.errors(), kept.errors()), false);
        if (all.pairsOrigin().equals(kept.pairsOrigin())) {
            collector.add(kept.pairs(), false);
        }
        return new ExclusionEffect(
                List.copyOf(collector.figures.values()), List.copyOf(collector.conclusions.values()));
    }

    /** Rows of another origin take the place of those that were all left out; they are not the same figures. */
    private static Optional<TableInference> sameOrigin(Optional<TableInference> all, Optional<TableInference> kept) {
        return kept.filter(
                table -> all.filter(before -> before.origin() == table.origin()).isPresent());
    }

    /** Puts figures and conclusions side by side, those of everybody's rows first; a judge's choice may have more than all its rows. */
    private static final class Collector {

        private final Map<List<String>, Figure> figures = new LinkedHashMap<>();
        private final Map<List<String>, Conclusion> conclusions = new LinkedHashMap<>();

        void add(String name, Optional<TableInference> table, boolean everybody) {
            for (ColumnInference column : table.map(TableInference::columns).orElse(List.of())) {
                for (ColumnInference.ModelFigure one : column.models()) {
                    if (one.mean().isPresent()) {
                        figure(List.of(name, one.model(), "", column.column()), one.mean(), one.n(), everybody);
                    }
                }
                for (ColumnInference.ModelDifference one : column.differences()) {
                    conclude(
                            List.of(name, one.modelA(), one.modelB(), column.column()),
                            verdict(one.difference(), one.holmP(), one.holds()),
                            everybody);
                }
            }
        }

        void add(List<PairInference> pairs, boolean everybody) {
            for (PairInference one : pairs) {
                List<String> key = List.of("pairwise", one.modelA(), one.modelB(), "advantage");
                figure(key, OptionalDouble.of(one.advantage()), one.tally().n(), everybody);
                conclude(key, verdict(one.advantage(), one.clusteredHolmP(), one.holds()), everybody);
            }
        }

        private static Verdict verdict(double difference, OptionalDouble p, boolean holds) {
            if (p.isEmpty()) {
                return Verdict.NOT_TESTED;
            }
            if (!holds) {
                return Verdict.NO_DIFFERENCE;
            }
            return difference > 0 ? Verdict.FIRST_HIGHER : Verdict.SECOND_HIGHER;
        }

        private void figure(List<String> key, OptionalDouble value, long n, boolean everybody) {
            @Nullable Figure before = figures.get(key);
            OptionalDouble none = OptionalDouble.empty();
            Figure one = before == null
                    ? new Figure(key.get(0), key.get(1), key.get(2), key.get(3), none, 0, none, 0)
                    : before;
            figures.put(key, everybody ? one.ofAll(value, n) : one.with(value, n));
        }

        private void conclude(List<String> key, Verdict verdict, boolean everybody) {
            @Nullable Conclusion before = conclusions.get(key);
            Conclusion one = before == null
                    ? new Conclusion(
                            key.get(0), key.get(1), key.get(2), key.get(3), Verdict.NOT_TESTED, Verdict.NOT_TESTED)
                    : before;
            conclusions.put(key, everybody ? one.ofAll(verdict) : one.with(verdict));
        }
    }
}
