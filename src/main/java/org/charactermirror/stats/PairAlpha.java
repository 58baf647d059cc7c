package org.charactermirror.stats;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Krippendorff's alpha of pairs of judgements that are chosen, such as each person's with a judge's, where clusters of pairs are
 * drawn anew for its interval.
 *
 * <p>A pair of weight w adds w to both of its cells of the coincidence matrix (Krippendorff 2011). With all pairs of a unit's m
 * judgements and the weight 1 / (m - 1) it is the usual alpha; with the pairs of a judge and each of k people, of weight 1, a
 * unit counts k times as much as one of a single person, as in the usual alpha.
 */
public final class PairAlpha {

    private final double[] values;
    private final int firsts;
    private final int seconds;
    /** By entry: its clusters, its cell of the matrix's upper half, and what it adds to it. */
    private final int[] entryFirst;

    private final int[] entrySecond;
    private final int[] entryCell;
    private final double[] entryWeight;

    private PairAlpha(Builder builder) {
        this.values = builder.values;
        this.firsts = builder.firsts;
        this.seconds = builder.seconds;
        int size = builder.entries.size();
        this.entryFirst = new int[size];
        this.entrySecond = new int[size];
        this.entryCell = new int[size];
        this.entryWeight = new double[size];
        int next = 0;
        for (Map.Entry<Long, double[]> entry : builder.entries.entrySet()) {
            long cells = (long) values.length * values.length;
            long cluster = entry.getKey() / cells;
            entryFirst[next] = (int) (cluster / seconds);
            entrySecond[next] = (int) (cluster % seconds);
            entryCell[next] = (int) (entry.getKey() % cells);
            entryWeight[next] = entry.getValue()[0];
            next++;
        }
    }

    /** Returns alpha, at most 1; below 0 where the pairs disagree more than chance would make them. */
    public Estimate alpha(KrippendorffAlpha.Level level) {
        if (entryWeight.length == 0) {
            return Estimate.notEstimable("no pair of judgements of one item");
        }
        return alpha(level, entryWeight);
    }

    /**
     * Returns the bias-corrected percentile interval of alpha when clusters are drawn anew. Alpha of few clusters lies below that of all
     * on average, and that of resamples lies lower still.
     *
     * @param resamples how often, at least 1
     * @return nothing where alpha is not estimable, or not in any resample
     */
    public Optional<ClusterBootstrap.Resampled> interval(KrippendorffAlpha.Level level, int resamples, long seed) {
        if (!(alpha(level) instanceof Estimate.Value estimate)) {
            return Optional.empty();
        }
        double[] alphas = new double[resamples];
        Resampling.of(firsts, seconds, resamples, seed).forEachBlock(drawn -> {
            double[] weights = new double[entryWeight.length];
            for (int draw = 0; draw < drawn.draws(); draw++) {
                for (int i = 0; i < weights.length; i++) {
                    weights[i] = entryWeight[i]
                            * drawn.firsts()[entryFirst[i]][draw]
                            * drawn.seconds()[entrySecond[i]][draw];
                }
                alphas[drawn.from() + draw] = alpha(level, weights).value().orElse(Double.NaN);
            }
        });
        return ClusterBootstrap.biasCorrected(alphas, estimate.figure());
    }

    private Estimate alpha(KrippendorffAlpha.Level level, double[] weights) {
        double[][] matrix = new double[values.length][values.length];
        for (int i = 0; i < weights.length; i++) {
            int c = entryCell[i] / values.length;
            int k = entryCell[i] % values.length;
            matrix[c][k] += weights[i];
            matrix[k][c] += weights[i];
        }
        return KrippendorffAlpha.alpha(level, values, Coincidences.of(matrix));
    }

    /** Takes in pairs. */
    public static final class Builder {

        private final double[] values;
        private final int firsts;
        private final int seconds;
        private final Map<Long, double[]> entries = new TreeMap<>();

        /**
         * Starts without pairs.
         *
         * @param values all that may be given, ascending, each once
         * @param firsts how many clusters there are of the first kind
         * @param seconds the same of the second kind; 1 where clusters are of one kind only
         */
        public Builder(double[] values, int firsts, int seconds) {
            if (firsts < 1 || seconds < 1) {
                throw new IllegalArgumentException(firsts + " and " + seconds + " clusters");
            }
            this.values = values.clone();
            this.firsts = firsts;
            this.seconds = seconds;
        }

        /** Adds a pair of judgements, whose order means nothing. */
        public void add(int first, int second, double one, double other, double weight) {
            int c = place(one);
            int k = place(other);
            long cell = (long) Math.min(c, k) * values.length + Math.max(c, k);
            long cluster = (long) first * seconds + second;
            entries.computeIfAbsent(cluster * values.length * values.length + cell, unused -> new double[1])[0] +=
                    weight;
        }

        private int place(double value) {
            int place = Arrays.binarySearch(values, value);
            if (place < 0) {
                throw new IllegalArgumentException(value + " is not among the values " + Arrays.toString(values));
            }
            return place;
        }

        /** Returns what the pairs say. */
        public PairAlpha build() {
            return new PairAlpha(this);
        }
    }
}
