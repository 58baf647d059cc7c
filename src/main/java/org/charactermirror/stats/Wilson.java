package org.charactermirror.stats;

/** Wilson's score interval of a share (Wilson 1927); ignores clustering. */
public final class Wilson {

    /** The 97.5 % point of the normal distribution. */
    private static final double Z = 1.959963984540054;

    private Wilson() {}

    /**
     * Returns the 95 % interval.
     *
     * @param n at least 1
     */
    public static Interval of(long successes, long n) {
        if (n < 1 || successes < 0 || successes > n) {
            throw new IllegalArgumentException(successes + " of " + n);
        }
        double share = (double) successes / n;
        double z2 = Z * Z / n;
        double centre = (share + z2 / 2) / (1 + z2);
        double half = Z / (1 + z2) * Math.sqrt(share * (1 - share) / n + z2 / (4 * n));
        // The ends of a share of nothing or all are exact; rounding must not push them out of range.
        return new Interval(successes == 0 ? 0 : centre - half, successes == n ? 1 : centre + half);
    }
}
