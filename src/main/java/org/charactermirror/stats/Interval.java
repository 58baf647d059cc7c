package org.charactermirror.stats;

/** An interval of 95 % confidence. */
public record Interval(double low, double high) {

    /** The share of resamples below the lower end, and above the upper one. */
    private static final double TAIL = 0.025;

    public Interval {
        if (!(low <= high) || !Double.isFinite(low) || !Double.isFinite(high)) {
            throw new IllegalArgumentException("no interval: " + low + " to " + high);
        }
    }

    /** Tells whether a figure lies in it; its ends do. */
    public boolean contains(double figure) {
        return low <= figure && figure <= high;
    }

    /**
     * Returns the percentile interval of resampled figures (Efron 1979).
     *
     * @param sorted ascending, at least one
     */
    static Interval ofSorted(double[] sorted, int size) {
        return new Interval(quantile(sorted, size, TAIL), quantile(sorted, size, 1 - TAIL));
    }

    /** Interpolates linearly between the two nearest order statistics (definition 7 of Hyndman and Fan 1996). */
    private static double quantile(double[] sorted, int size, double probability) {
        double place = probability * (size - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, size - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
