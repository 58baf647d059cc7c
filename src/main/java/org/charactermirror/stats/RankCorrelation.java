package org.charactermirror.stats;

import java.util.Arrays;
import java.util.OptionalDouble;

/** How far two score lists put the same things in the same order, from -1 to 1. */
public final class RankCorrelation {

    private RankCorrelation() {}

    /**
     * Kendall's tau-b (Kendall 1945): concordant less discordant pairs, over the geometric mean of the pairs that are
     * untied in either list.
     *
     * @return nothing where one of the lists has no two different values
     */
    public static OptionalDouble kendallTauB(double[] x, double[] y) {
        requireSameLength(x, y);
        long balance = 0;
        long untiedX = 0;
        long untiedY = 0;
        for (int i = 0; i < x.length; i++) {
            for (int j = i + 1; j < x.length; j++) {
                int signX = Double.compare(x[i], x[j]);
                int signY = Double.compare(y[i], y[j]);
                balance += (long) Integer.signum(signX) * Integer.signum(signY);
                untiedX += signX == 0 ? 0 : 1;
                untiedY += signY == 0 ? 0 : 1;
            }
        }
        if (untiedX == 0 || untiedY == 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(balance / Math.sqrt((double) untiedX * untiedY));
    }

    /**
     * Spearman's rho: Pearson's correlation of the ranks, equal values sharing their mean rank.
     *
     * @return nothing where one of the lists has no two different values
     */
    public static OptionalDouble spearmanRho(double[] x, double[] y) {
        requireSameLength(x, y);
        // Doubled ranks are whole numbers, so that sums of them are exact.
        long[] rankX = doubledRanks(x);
        long[] rankY = doubledRanks(y);
        long centre = x.length + 1L;
        long covariance = 0;
        long varianceX = 0;
        long varianceY = 0;
        for (int i = 0; i < x.length; i++) {
            long dx = rankX[i] - centre;
            long dy = rankY[i] - centre;
            covariance += dx * dy;
            varianceX += dx * dx;
            varianceY += dy * dy;
        }
        if (varianceX == 0 || varianceY == 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(covariance / Math.sqrt((double) varianceX * varianceY));
    }

    private static long[] doubledRanks(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        long[] ranks = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            double value = values[i];
            long below = Arrays.stream(sorted)
                    .filter(other -> Double.compare(other, value) < 0)
                    .count();
            long equal = Arrays.stream(sorted)
                    .filter(other -> Double.compare(other, value) == 0)
                    .count();
            ranks[i] = 2 * below + equal + 1;
        }
        return ranks;
    }

    private static void requireSameLength(double[] x, double[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException("lists of " + x.length + " and " + y.length + " values");
        }
    }
}
