package org.charactermirror.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import org.charactermirror.annotation.Annotations;

/**
 * How what is concluded from judges' rows depends on who judged and how they were asked.
 *
 * @param variants in the order in which they were given
 */
public record JudgeSensitivity(List<Variant> variants) {

    public JudgeSensitivity {
        variants = List.copyOf(variants);
    }

    /**
     * What one choice of rows says, beside what all judges' rows say.
     *
     * @param effect all judges being everybody, and the variant what is kept
     */
    public record Variant(JudgeVariant variant, ExclusionEffect effect) {

        /** Returns conclusions that can be drawn from both. */
        public List<ExclusionEffect.Conclusion> compared() {
            return effect.conclusions().stream()
                    .filter(one -> one.all() != ExclusionEffect.Verdict.NOT_TESTED
                            && one.kept() != ExclusionEffect.Verdict.NOT_TESTED)
                    .toList();
        }

        /** Returns those of them that differ. */
        public List<ExclusionEffect.Conclusion> changed() {
            return compared().stream()
                    .filter(ExclusionEffect.Conclusion::changes)
                    .toList();
        }

        /** Counts the columns of ratings and flags in which both have the same models. */
        public int columns() {
            return (int)
                    columnsOf().values().stream().filter(Variant::comparable).count();
        }

        /** Counts those of them in which the variant orders the models otherwise by their means. */
        public int reordered() {
            return (int) columnsOf().values().stream()
                    .filter(Variant::comparable)
                    .filter(column -> !order(column, ExclusionEffect.Figure::all)
                            .equals(order(column, ExclusionEffect.Figure::kept)))
                    .count();
        }

        private Map<List<String>, List<ExclusionEffect.Figure>> columnsOf() {
            Map<List<String>, List<ExclusionEffect.Figure>> columns = new LinkedHashMap<>();
            effect.figures().stream()
                    .filter(figure -> figure.opponent().isEmpty())
                    .forEach(figure -> columns.computeIfAbsent(
                                    List.of(figure.table(), figure.column()), key -> new ArrayList<>())
                            .add(figure));
            return columns;
        }

        private static boolean comparable(List<ExclusionEffect.Figure> column) {
            return column.size() > 1
                    && column.stream()
                            .allMatch(one -> one.all().isPresent() && one.kept().isPresent());
        }

        /** Puts models with the same mean into the same place. */
        private static List<List<String>> order(
                List<ExclusionEffect.Figure> column, Function<ExclusionEffect.Figure, OptionalDouble> mean) {
            Map<Double, List<String>> byMean = new TreeMap<>(Comparator.reverseOrder());
            column.forEach(one -> byMean.computeIfAbsent(mean.apply(one).orElseThrow(), key -> new ArrayList<>())
                    .add(one.model()));
            return List.copyOf(byMean.values());
        }
    }

    /** Compares every variant with the rows of all judges. */
    static JudgeSensitivity of(
            Annotations all, List<JudgeVariant> variants, Function<Annotations, Inference> inference) {
        Inference whole = inference.apply(all);
        return new JudgeSensitivity(variants.stream()
                .map(one -> new Variant(one, ExclusionEffect.of(whole, inference.apply(one.rows()))))
                .toList());
    }
}
