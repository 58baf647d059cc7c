package org.charactermirror.stats;

/** An interval of 95 % confidence. */
public record Interval(double low, double high) {

    /** The share of resamples below the lower end, and above the upper one. */
    private static final double TAIL = 0.025;
    /** The same rows drawn in another order may be rounded to another figure. */
    private static final double ROUNDING = 1e-12;

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

    /**
     * Returns the bias-corrected percentile interval of resampled figures (Efron 1981, "Nonparametric standard errors and confidence
     * intervals"): where resamples lie below the estimate more often than above it, the estimate lies below the truth as often.
     *
     * @param sorted ascending, at least one
     * @param estimate the figure of the data themselves
     */
    static Interval biasCorrected(double[] sorted, int size, double estimate) {
        double below = 0;
        for (int i = 0; i < size; i++) {
            boolean equal = Math.abs(sorted[i] - estimate) <= ROUNDING * Math.max(1, Math.abs(estimate));
            below += equal ? 0.5 : sorted[i] < estimate ? 1 : 0;
        }
        // Half a resample on either side, so that neither share is nothing.
        double bias = 2 * Normal.quantile((below + 0.5) / (size + 1));
        double tail = Normal.quantile(TAIL);
        return new Interval(
                quantile(sorted, size, Normal.below(bias + tail)), quantile(sorted, size, Normal.below(bias - tail)));
    }

    /** Interpolates linearly between the two nearest order statistics (definition 7 of Hyndman and Fan 1996). */
    private static double quantile(double[] sorted, int size, double probability) {
        double place = probability * (size - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, size - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
