package org.charactermirror.stats;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;

/** Spearman's rho with an interval for which clusters of points are drawn anew, and ranks are given anew in each resample. */
public final class RankAssociation {

    private final double[] x;
    private final double[] y;
    private final int[] clusters;
    private final int clusterCount;
    private final int[] orderOfX;
    private final int[] orderOfY;

    /**
     * Takes in points.
     *
     * @param clusters the number of each point's cluster, from 0
     */
    public RankAssociation(double[] x, double[] y, int[] clusters, int clusterCount) {
        if (x.length != y.length || x.length != clusters.length) {
            throw new IllegalArgumentException(
                    x.length + " and " + y.length + " values in " + clusters.length + " clusters");
        }
        this.x = x.clone();
        this.y = y.clone();
        this.clusters = clusters.clone();
        this.clusterCount = clusterCount;
        this.orderOfX = order(x);
        this.orderOfY = order(y);
    }

    private static int[] order(double[] values) {
        return IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Returns rho; not estimable where one of both has no two different values. */
    public Estimate rho() {
        double[] once = new double[x.length];
        Arrays.fill(once, 1);
        double rho = rho(once);
        return Double.isNaN(rho)
                ? Estimate.notEstimable(x.length < 2 ? "fewer than two items" : "all values are equal")
                : Estimate.of(rho);
    }

    /** Returns the percentile interval; nothing where no resample has a rho. */
    public Optional<ClusterBootstrap.Resampled> interval(int resamples, long seed) {
        if (x.length == 0) {
            return Optional.empty();
        }
        double[] rhos = new double[resamples];
        Resampling.of(clusterCount, 1, resamples, seed).forEachBlock(drawn -> {
            double[] weights = new double[x.length];
            for (int draw = 0; draw < drawn.draws(); draw++) {
                for (int i = 0; i < weights.length; i++) {
                    weights[i] = drawn.firsts()[clusters[i]][draw];
                }
                rhos[drawn.from() + draw] = rho(weights);
            }
        });
        return ClusterBootstrap.interval(rhos);
    }

    /** Correlates the ranks that points have when each is there as often as its weight says. */
    private double rho(double[] weights) {
        double[] ofX = ranks(x, orderOfX, weights);
        double[] ofY = ranks(y, orderOfY, weights);
        double covariance = 0;
        double varianceX = 0;
        double varianceY = 0;
        for (int i = 0; i < weights.length; i++) {
            covariance += weights[i] * ofX[i] * ofY[i];
            varianceX += weights[i] * ofX[i] * ofX[i];
            varianceY += weights[i] * ofY[i] * ofY[i];
        }
        return varianceX == 0 || varianceY == 0 ? Double.NaN : covariance / Math.sqrt(varianceX * varianceY);
    }

    /** Returns ranks less their mean: halves of whole numbers, so that equal ones are exactly so. */
    private static double[] ranks(double[] values, int[] order, double[] weights) {
        double total = Arrays.stream(weights).sum();
        double[] ranks = new double[values.length];
        double below = 0;
        int from = 0;
        while (from < order.length) {
            int to = from;
            double equal = 0;
            while (to < order.length && values[order[to]] == values[order[from]]) {
                equal += weights[order[to]];
                to++;
            }
            for (int i = from; i < to; i++) {
                ranks[order[i]] = below + (equal - total) / 2;
            }
            below += equal;
            from = to;
        }
        return ranks;
    }
}
