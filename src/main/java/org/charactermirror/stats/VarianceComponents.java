package org.charactermirror.stats;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much of the variance of observations each of several random factors makes, by Henderson's method I: sums of squares are
 * set equal to what they are expected to be (Henderson 1953, "Estimation of variance and covariance components", Biometrics 9;
 * Searle, Casella and McCulloch 1992, "Variance Components", section 5.2).
 *
 * <p>Factors may be crossed or nested and cells may be empty or of different sizes. With balanced data it is the analysis of
 * variance.
 */
public sealed interface VarianceComponents {

    /** A pivot below this share of the largest number is rounding: an equation says what others say already. */
    double SINGULAR = 1e-10;

    /**
     * The estimate.
     *
     * @param factors by factor; below 0 where chance made the levels differ less than the rest would make them
     * @param residual what is left of a single observation
     */
    record Estimated(double[] factors, double residual) implements VarianceComponents {}

    /** The factors cannot be told apart in these observations. */
    record NotEstimable(String reason) implements VarianceComponents {}

    /**
     * Estimates.
     *
     * @param values of the observations
     * @param factors of each factor the level of each observation, as numbers from 0
     */
    static VarianceComponents of(double[] values, List<int[]> factors) {
        int n = values.length;
        for (int[] factor : factors) {
            if (factor.length != n) {
                throw new IllegalArgumentException(n + " observations, and levels of " + factor.length);
            }
        }
        if (n < 2) {
            return new NotEstimable("fewer than two observations");
        }
        // The shares do not depend on where zero is; sums of squares about the mean lose fewer digits.
        double mean = Arrays.stream(values).average().orElseThrow();
        double[] centred = Arrays.stream(values).map(value -> value - mean).toArray();
        int unknowns = factors.size() + 1;
        double[][] equations = new double[unknowns][];
        for (int row = 0; row < unknowns; row++) {
            equations[row] =
                    row < factors.size() ? between(factors.get(row), factors, centred) : within(factors, centred);
        }
        return solve(equations)
                ? new Estimated(
                        Arrays.stream(equations, 0, unknowns - 1)
                                .mapToDouble(row -> row[unknowns])
                                .toArray(),
                        equations[unknowns - 1][unknowns])
                : new NotEstimable("the observations do not tell the factors apart");
    }

    /** Returns the coefficients and the value of the squares between a factor's levels, less those of the mean. */
    private static double[] between(int[] factor, List<int[]> factors, double[] values) {
        double[] sizes = sizes(factor);
        double[] equation = new double[factors.size() + 2];
        for (int other = 0; other < factors.size(); other++) {
            equation[other] = shared(factor, sizes, factors.get(other)) - concentration(factors.get(other));
        }
        equation[factors.size()] = Arrays.stream(sizes).filter(size -> size > 0).count() - 1;
        double[] sums = new double[sizes.length];
        for (int i = 0; i < values.length; i++) {
            sums[factor[i]] += values[i];
        }
        for (int level = 0; level < sizes.length; level++) {
            equation[factors.size() + 1] += sizes[level] == 0 ? 0 : sums[level] * sums[level] / sizes[level];
        }
        return equation;
    }

    /** Returns the same of the squares of all observations. */
    private static double[] within(List<int[]> factors, double[] values) {
        double[] equation = new double[factors.size() + 2];
        for (int other = 0; other < factors.size(); other++) {
            equation[other] = values.length - concentration(factors.get(other));
        }
        equation[factors.size()] = values.length - 1;
        equation[factors.size() + 1] =
                Arrays.stream(values).map(value -> value * value).sum();
        return equation;
    }

    private static double[] sizes(int[] factor) {
        double[] sizes = new double[Arrays.stream(factor).max().orElseThrow() + 1];
        for (int level : factor) {
            sizes[level]++;
        }
        return sizes;
    }

    /** Returns the squares of a factor's level sizes over the number of observations: its part in the square of the mean. */
    private static double concentration(int[] factor) {
        return Arrays.stream(sizes(factor)).map(size -> size * size).sum() / factor.length;
    }

    /** Returns the part of another factor in the squares between a factor's levels. */
    private static double shared(int[] factor, double[] sizes, int[] other) {
        Map<Long, Integer> cells = new HashMap<>();
        for (int i = 0; i < factor.length; i++) {
            cells.merge(((long) factor[i] << Integer.SIZE) | other[i], 1, Integer::sum);
        }
        double[] squares = new double[sizes.length];
        cells.forEach((cell, size) -> squares[(int) (cell >> Integer.SIZE)] += (double) size * size);
        double sum = 0;
        for (int level = 0; level < sizes.length; level++) {
            sum += sizes[level] == 0 ? 0 : squares[level] / sizes[level];
        }
        return sum;
    }

    /** Solves in place, by elimination with the largest pivots; the solution is the last column. */
    private static boolean solve(double[][] equations) {
        int n = equations.length;
        double largest = Arrays.stream(equations)
                .flatMapToDouble(row -> Arrays.stream(row, 0, n))
                .map(Math::abs)
                .max()
                .orElse(0);
        for (int column = 0; column < n; column++) {
            int pivot = column;
            for (int row = column + 1; row < n; row++) {
                pivot = Math.abs(equations[row][column]) > Math.abs(equations[pivot][column]) ? row : pivot;
            }
            if (Math.abs(equations[pivot][column]) <= SINGULAR * largest) {
                return false;
            }
            double[] swapped = equations[pivot];
            equations[pivot] = equations[column];
            equations[column] = swapped;
            for (int row = 0; row < n; row++) {
                double factor = row == column ? 0 : equations[row][column] / equations[column][column];
                for (int k = column; factor != 0 && k <= n; k++) {
                    equations[row][k] -= factor * equations[column][k];
                }
            }
        }
        for (int row = 0; row < n; row++) {
            equations[row][n] /= equations[row][row];
        }
        return true;
    }
}
