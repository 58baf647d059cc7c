package org.charactermirror.stats;

import java.util.Arrays;
import java.util.List;

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

        private double of(int first, int second) {
            int distance = Math.abs(first - second);
            return switch (this) {
                case NONE -> distance == 0 ? 0 : 1;
                case LINEAR -> distance;
                case QUADRATIC -> (double) distance * distance;
            };
        }
    }

    /**
     * Returns Cohen's kappa (Cohen 1960), weighted (Cohen 1968) over the whole scale.
     *
     * @param counts how many units have each place on the scale by the first annotator (row) and by the second (column); places
     *     that nobody used count too, so it is square
     */
    public static Estimate cohen(int[][] counts, Weights weights) {
        int categories = counts.length;
        double[] firstCounts = new double[categories];
        double[] secondCounts = new double[categories];
        double n = 0;
        double observed = 0;
        for (int i = 0; i < categories; i++) {
            for (int j = 0; j < categories; j++) {
                n += counts[i][j];
                firstCounts[i] += counts[i][j];
                secondCounts[j] += counts[i][j];
                observed += counts[i][j] * weights.of(i, j);
            }
        }
        if (n == 0) {
            return Estimate.notEstimable("no unit was judged by both");
        }
        double expected = 0;
        for (int i = 0; i < categories; i++) {
            for (int j = 0; j < categories; j++) {
                expected += firstCounts[i] * secondCounts[j] * weights.of(i, j);
            }
        }
        return expected == 0
                ? Estimate.notEstimable("both gave every unit the same value")
                : Estimate.of(1 - observed * n / expected);
    }

    /**
     * Returns Fleiss' kappa (Fleiss 1971).
     *
     * @param units how often each unit was put into each category
     */
    public static Estimate fleiss(List<int[]> units) {
        if (units.isEmpty()) {
            return Estimate.notEstimable("no units");
        }
        int judgements = Arrays.stream(units.get(0)).sum();
        if (judgements < 2) {
            return Estimate.notEstimable("units were judged once");
        }
        double[] totals = new double[units.get(0).length];
        double agreement = 0;
        for (int[] unit : units) {
            if (Arrays.stream(unit).sum() != judgements) {
                return Estimate.notEstimable("units do not have the same number of judgements");
            }
            for (int category = 0; category < totals.length; category++) {
                totals[category] += unit[category];
                agreement += (double) unit[category] * (unit[category] - 1);
            }
        }
        double observed = agreement / ((double) units.size() * judgements * (judgements - 1));
        double all = (double) units.size() * judgements;
        double expected = Arrays.stream(totals)
                .map(total -> (total / all) * (total / all))
                .sum();
        return Arrays.stream(totals).anyMatch(total -> total == all)
                ? Estimate.notEstimable("all judgements are equal")
                : Estimate.of((observed - expected) / (1 - expected));
    }

    /** Returns the share of units to which both gave the same value, counted as for {@link #cohen}. */
    public static Estimate agreement(int[][] counts) {
        double n = 0;
        double same = 0;
        for (int i = 0; i < counts.length; i++) {
            n += Arrays.stream(counts[i]).sum();
            same += counts[i][i];
        }
        return n == 0 ? Estimate.notEstimable("no unit was judged by both") : Estimate.of(same / n);
    }
}
