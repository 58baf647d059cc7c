package org.charactermirror.stats;

/** The normal distribution with mean 0 and standard deviation 1. */
final class Normal {

    /** Beyond it nothing is left that could be told from 0. */
    private static final double FARTHEST = 9;

    private Normal() {}

    /** Returns the share of the distribution below z, to about 15 decimals. */
    static double below(double z) {
        if (Math.abs(z) > FARTHEST) {
            return z < 0 ? 0 : 1;
        }
        // Integrating the density by parts again and again: z + z^3 / 3 + z^5 / (3 x 5) + ..., times the density.
        double term = z;
        double sum = z;
        for (int odd = 3; Math.abs(term) > Math.ulp(sum); odd += 2) {
            term *= z * z / odd;
            sum += term;
        }
        return 0.5 + sum * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
    }

    /**
     * Returns z such that a share of the distribution lies below it.
     *
     * @param share above 0 and below 1
     */
    static double quantile(double share) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException("the lower " + share + " of a distribution");
        }
        double low = -FARTHEST;
        double high = FARTHEST;
        double middle = 0;
        while (low < middle && middle < high) {
            if (below(middle) < share) {
                low = middle;
            } else {
                high = middle;
            }
            middle = low + (high - low) / 2;
        }
        return middle;
    }
}
