package org.charactermirror.stats;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Means of data whose clusters were drawn anew many times: clusters of one kind, or of two that are crossed, both at once (the
 * pigeonhole bootstrap of Owen 2007, "The pigeonhole bootstrap", Annals of Applied Statistics 1).
 *
 * <p>All figures share the same draws, so that differences of two of them are paired.
 */
public final class ClusterBootstrap {

    /** The usual number of resamples. */
    public static final int RESAMPLES = 10_000;

    /** By figure, then resample; NaN where none of the figure's rows was drawn. */
    private final double[][] means;

    private ClusterBootstrap(double[][] means) {
        this.means = means;
    }

    /**
     * An interval and what it rests on.
     *
     * @param resamples that had an estimate
     * @param withoutEstimate resamples in which none of the figure's rows was drawn
     */
    public record Resampled(Interval interval, int resamples, int withoutEstimate) {}

    /**
     * Draws and computes.
     *
     * @param figures all with the same clusters
     * @param firsts how many clusters of the first kind there are
     * @param seconds how many of the second kind; 1 if there is one kind only
     * @param resamples how often the clusters are drawn
     */
    public static ClusterBootstrap of(List<ClusterSums> figures, int firsts, int seconds, int resamples, long seed) {
        double[][] means = new double[figures.size()][resamples];
        boolean[] sameRows = new boolean[means.length];
        for (int figure = 1; figure < means.length; figure++) {
            sameRows[figure] = figures.get(figure).hasRowsOf(figures.get(figure - 1));
        }
        Resampling.of(firsts, seconds, resamples, seed).forEachBlock(drawn -> {
            double[] counts = {};
            for (int figure = 0; figure < means.length; figure++) {
                double[] sums = figures.get(figure).weightedSums(drawn);
                counts = sameRows[figure] ? counts : figures.get(figure).weightedCounts(drawn);
                for (int draw = 0; draw < sums.length; draw++) {
                    means[figure][drawn.from() + draw] = sums[draw] / counts[draw];
                }
            }
        });
        return new ClusterBootstrap(means);
    }

    /** Returns the percentile interval of a figure's mean; nothing where no resample has one. */
    public Optional<Resampled> interval(int figure) {
        return interval(means[figure].clone());
    }

    /** Returns the percentile interval of a weighted sum of figures' means; nothing where a part is missing everywhere. */
    public Optional<Resampled> combination(int[] figures, double[] factors) {
        double[] sums = new double[means[figures[0]].length];
        for (int part = 0; part < figures.length; part++) {
            for (int resample = 0; resample < sums.length; resample++) {
                sums[resample] += factors[part] * means[figures[part]][resample];
            }
        }
        return interval(sums);
    }

    /**
     * Returns the percentile interval of what is computed of several figures' means, such as a slope.
     *
     * @param of takes the means in the order of the figures; what it makes NaN or infinite counts as without an estimate
     */
    public Optional<Resampled> function(int[] figures, ToDoubleFunction<double[]> of) {
        double[] values = new double[means[figures[0]].length];
        for (int resample = 0; resample < values.length; resample++) {
            double[] parts = new double[figures.length];
            for (int part = 0; part < parts.length; part++) {
                parts[part] = means[figures[part]][resample];
            }
            double value = of.applyAsDouble(parts);
            values[resample] = Double.isFinite(value) ? value : Double.NaN;
        }
        return interval(values);
    }

    /** Returns the percentile interval of values of which some may be NaN, and sorts them. */
    static Optional<Resampled> interval(double[] values) {
        return resampled(values, Interval::ofSorted);
    }

    /** Returns the bias-corrected percentile interval of values of which some may be NaN, and sorts them. */
    static Optional<Resampled> biasCorrected(double[] values, double estimate) {
        return resampled(values, (sorted, size) -> Interval.biasCorrected(sorted, size, estimate));
    }

    /** Makes an interval of the first of sorted values. */
    private interface Ends {
        Interval of(double[] sorted, int size);
    }

    private static Optional<Resampled> resampled(double[] values, Ends ends) {
        // NaN sorts behind all numbers.
        Arrays.sort(values);
        int estimable = values.length;
        while (estimable > 0 && Double.isNaN(values[estimable - 1])) {
            estimable--;
        }
        return estimable == 0
                ? Optional.empty()
                : Optional.of(new Resampled(ends.of(values, estimable), estimable, values.length - estimable));
    }
}
