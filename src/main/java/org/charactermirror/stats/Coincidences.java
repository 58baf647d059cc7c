package org.charactermirror.stats;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Krippendorff's coincidence matrix: how often two judgements of the same unit have one value and the other.
 *
 * <p>A unit of m judgements contributes m (m - 1) ordered pairs, each of the weight 1 / (m - 1), so that it counts as much as it
 * has judgements (Krippendorff 2011, "Computing Krippendorff's alpha-reliability", step B).
 */
final class Coincidences {

    private final double[][] matrix;

    private Coincidences(double[][] matrix) {
        this.matrix = matrix;
    }

    /**
     * Adds up weighted patterns.
     *
     * @param patterns how often each value was given to a unit
     * @param weights how many units there are of each pattern
     */
    static Coincidences of(List<int[]> patterns, long[] weights, int values) {
        double[][] matrix = new double[values][values];
        for (int index = 0; index < weights.length; index++) {
            if (weights[index] > 0) {
                add(matrix, patterns.get(index), weights[index]);
            }
        }
        return new Coincidences(matrix);
    }

    /** Takes a matrix over that is symmetric already. */
    static Coincidences of(double[][] symmetric) {
        return new Coincidences(symmetric);
    }

    /** Prepares for adding up the same patterns with other weights again and again. */
    static OfPatterns ofPatterns(List<int[]> patterns, int values) {
        int[][] places = new int[patterns.size()][];
        double[][] parts = new double[patterns.size()][];
        for (int index = 0; index < places.length; index++) {
            double[][] matrix = new double[values][values];
            add(matrix, patterns.get(index), 1);
            double[] flat =
                    Arrays.stream(matrix).flatMapToDouble(Arrays::stream).toArray();
            // The matrix is symmetric: one half will do.
            places[index] = IntStream.range(0, flat.length)
                    .filter(i -> flat[i] != 0 && i / values <= i % values)
                    .toArray();
            parts[index] = IntStream.of(places[index]).mapToDouble(i -> flat[i]).toArray();
        }
        return new OfPatterns(values, places, parts);
    }

    /** What one unit of each pattern contributes, without the cells that are zero. */
    record OfPatterns(int values, int[][] places, double[][] parts) {

        /** Adds up weighted patterns. */
        Coincidences sum(long[] weights) {
            double[] flat = new double[values * values];
            for (int index = 0; index < weights.length; index++) {
                double weight = weights[index];
                if (weight > 0) {
                    int[] own = places[index];
                    double[] part = parts[index];
                    for (int i = 0; i < own.length; i++) {
                        flat[own[i]] += weight * part[i];
                    }
                }
            }
            double[][] matrix = new double[values][values];
            for (int c = 0; c < values; c++) {
                for (int k = c; k < values; k++) {
                    matrix[c][k] = flat[c * values + k];
                    matrix[k][c] = matrix[c][k];
                }
            }
            return new Coincidences(matrix);
        }
    }

    private static void add(double[][] matrix, int[] counts, long weight) {
        int judgements = 0;
        for (int count : counts) {
            judgements += count;
        }
        double each = (double) weight / (judgements - 1);
        for (int c = 0; c < counts.length; c++) {
            for (int k = 0; counts[c] > 0 && k < counts.length; k++) {
                matrix[c][k] += each * counts[c] * (c == k ? counts[c] - 1 : counts[k]);
            }
        }
    }

    /** Returns how many judgements have each value, in units that were judged more than once. */
    double[] marginals() {
        double[] marginals = new double[matrix.length];
        for (int c = 0; c < matrix.length; c++) {
            for (double count : matrix[c]) {
                marginals[c] += count;
            }
        }
        return marginals;
    }

    /** Returns a row of the matrix. */
    double[] row(int value) {
        return matrix[value];
    }
}
