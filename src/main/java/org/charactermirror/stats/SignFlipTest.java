package org.charactermirror.stats;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * The paired permutation test that flips signs: under the null hypothesis the difference of every cluster could as well have
 * had the other sign (Fisher 1935; Good 2005, "Permutation, Parametric and Bootstrap Tests of Hypotheses").
 *
 * <p>One difference stands for a whole cluster, such as all that one annotator said.
 *
 * @param p two-sided: the share of sign patterns whose sum is at least as far from zero
 * @param smallestP that so many clusters can reach, whatever the differences
 * @param exact whether all patterns were looked at; otherwise {@link #DRAWS} were drawn, and p = (b + 1) / (B + 1)
 * @param clusters how many differences there are
 */
public record SignFlipTest(double p, double smallestP, boolean exact, int clusters) {

    /** The most clusters of which all patterns are looked at. */
    public static final int MOST_EXACT = 20;
    /** How many patterns are drawn where there are too many to look at all. */
    public static final int DRAWS = 100_000;

    /** Sums that differ by less than this share of all differences together are the same but for rounding. */
    private static final double ROUNDING = 1e-12;

    /**
     * Tests whether differences are centred on zero.
     *
     * @param differences one for each cluster, at least one
     * @param seed of the drawn patterns
     */
    public static SignFlipTest of(double[] differences, long seed) {
        int n = differences.length;
        if (n == 0) {
            throw new IllegalArgumentException("no clusters to compare");
        }
        double total = Arrays.stream(differences).map(Math::abs).sum();
        double least = Math.abs(Arrays.stream(differences).sum()) - ROUNDING * total;
        if (n <= MOST_EXACT) {
            return new SignFlipTest(exactShare(differences, least), Math.min(1, Math.scalb(2.0, -n)), true, n);
        }
        double p = (drawnAsFar(differences, least, seed) + 1.0) / (DRAWS + 1.0);
        // Drawing cannot tell apart what is rarer than one in all draws.
        return new SignFlipTest(p, Math.max(1 / (DRAWS + 1.0), Math.scalb(2.0, -n)), false, n);
    }

    /** Visits all patterns in the order of a Gray code, so that each differs from the last by one sign. */
    private static double exactShare(double[] differences, double least) {
        int n = differences.length;
        // A pattern and its opposite are equally far from zero: the sign of the last one can stay.
        int patterns = 1 << (n - 1);
        boolean[] flipped = new boolean[n];
        int asFar = 0;
        for (int pattern = 0; pattern < patterns; pattern++) {
            if (pattern > 0) {
                int bit = Integer.numberOfTrailingZeros(pattern);
                flipped[bit] = !flipped[bit];
            }
            if (Math.abs(sum(differences, flipped)) >= least) {
                asFar++;
            }
        }
        return (double) asFar / patterns;
    }

    private static double sum(double[] differences, boolean[] flipped) {
        double sum = 0;
        for (int i = 0; i < differences.length; i++) {
            sum += flipped[i] ? -differences[i] : differences[i];
        }
        return sum;
    }

    private static int drawnAsFar(double[] differences, double least, long seed) {
        UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
        int asFar = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            double sum = 0;
            long bits = 0;
            for (int i = 0; i < differences.length; i++) {
                if (i % Long.SIZE == 0) {
                    bits = random.nextLong();
                }
                sum += (bits & 1) == 0 ? differences[i] : -differences[i];
                bits >>>= 1;
            }
            if (Math.abs(sum) >= least) {
                asFar++;
            }
        }
        return asFar;
    }
}
