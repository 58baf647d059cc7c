package org.charactermirror.stats;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Agreement beyond chance between two annotators, or among the same number of them on every unit. */
public final class Kappa {

    private Kappa() {}

    /** How much a disagreement counts, by the distance of the two categories on the scale. */
    public enum Weights {
        /** All the same. */
        NONE,
        /** By the distance. */
        LINEAR,
        /** By its square. */
        QUADRATIC;

        private double of(double first, double second) {
            double distance = Math.abs(first - second);
            return switch (this) {
                case NONE -> distance == 0 ? 0 : 1;
                case LINEAR -> distance;
                case QUADRATIC -> distance * distance;
            };
        }
    }

    /**
     * Returns Cohen's kappa (Cohen 1960), weighted (Cohen 1968).
     *
     * @param counts how many units have each value by the first annotator (row) and by the second (column)
     * @param values by row and column, ascending; how far two are apart is what weights are made of
     */
    public static Estimate cohen(long[][] counts, double[] values, Weights weights) {
        int categories = counts.length;
        double[] firstCounts = new double[categories];
        double[] secondCounts = new double[categories];
        double n = 0;
        for (int i = 0; i < categories; i++) {
            for (int j = 0; j < categories; j++) {
                n += counts[i][j];
                firstCounts[i] += counts[i][j];
                secondCounts[j] += counts[i][j];
            }
        }
        double observed = disagreement((i, j) -> counts[i][j], values, weights);
        if (n == 0) {
            return Estimate.notEstimable("no unit was judged by both");
        }
        double expected = disagreement((i, j) -> firstCounts[i] * secondCounts[j], values, weights);
        return expected == 0
                ? Estimate.notEstimable("both gave every unit the same value")
                : Estimate.of(1 - observed * n / expected);
    }

    /** How often two values met, or would by chance. */
    private interface Cells {
        double of(int row, int column);
    }

    /** Adds up both cells of two values before all others, so that the sum is the same whoever of the two annotators is the first. */
    private static double disagreement(Cells cells, double[] values, Weights weights) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < i; j++) {
                sum += (cells.of(i, j) + cells.of(j, i)) * weights.of(values[i], values[j]);
            }
        }
        return sum;
    }

    /** Returns Fleiss' kappa (Fleiss 1971) of so many units of each pattern. */
    public static Estimate fleiss(Map<UnitPattern, Long> units) {
        if (units.isEmpty()) {
            return Estimate.notEstimable("no units");
        }
        int judgements = units.keySet().iterator().next().judgements();
        if (units.keySet().stream().anyMatch(unit -> unit.judgements() != judgements)) {
            return Estimate.notEstimable("units do not have the same number of judgements");
        }
        if (judgements < 2) {
            return Estimate.notEstimable("units were judged once");
        }
        TreeMap<Double, Double> totals = new TreeMap<>();
        double agreement = 0;
        double n = 0;
        for (Map.Entry<UnitPattern, Long> unit : units.entrySet()) {
            double times = unit.getValue();
            n += times;
            for (int i = 0; i < unit.getKey().values().length; i++) {
                int count = unit.getKey().counts()[i];
                totals.merge(unit.getKey().values()[i], times * count, Double::sum);
                agreement += times * count * (count - 1);
            }
        }
        double observed = agreement / (n * judgements * (judgements - 1));
        double all = n * judgements;
        double expected = totals.values().stream()
                .mapToDouble(total -> (total / all) * (total / all))
                .sum();
        return totals.size() == 1
                ? Estimate.notEstimable("all judgements are equal")
                : Estimate.of((observed - expected) / (1 - expected));
    }

    /** Returns the share of units to which both gave the same value. */
    public static Estimate agreement(long[][] counts) {
        double n = 0;
        double same = 0;
        for (int i = 0; i < counts.length; i++) {
            n += Arrays.stream(counts[i]).sum();
            same += counts[i][i];
        }
        return n == 0 ? Estimate.notEstimable("no unit was judged by both") : Estimate.of(same / n);
    }
}
