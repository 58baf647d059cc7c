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

    /** The most clusters of which all patterns are counted: those of one half are kept in order, 2^15 of them. */
    public static final int MOST_EXACT = 30;
    /** How many patterns are drawn where there are too many to look at all. */
    public static final int DRAWS = 100_000;

    /** Sums that differ by less than this share of all differences together are the same but for rounding. */
    private static final double ROUNDING = 1e-12;

    private static final int PATTERN = 0xFF;

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
            return new SignFlipTest(exactShare(differences, least), smallestP(n), true, n);
        }
        double p = (drawnAsFar(differences, least, seed) + 1.0) / (DRAWS + 1.0);
        return new SignFlipTest(p, smallestP(n), false, n);
    }

    /** Returns the smallest p that so many clusters can reach, whatever their differences; 1 for fewer than two. */
    public static double smallestP(int clusters) {
        // Of all patterns the one that was seen and its opposite are the farthest from zero.
        double ofPatterns = Math.min(1, Math.scalb(2.0, -clusters));
        // Drawing cannot tell apart what is rarer than one in all draws.
        return clusters <= MOST_EXACT ? ofPatterns : Math.max(1 / (DRAWS + 1.0), ofPatterns);
    }

    /** Counts among all patterns, which are made of those of two halves: each half's sums are few enough to keep in order. */
    private static double exactShare(double[] differences, double least) {
        if (least <= 0) {
            return 1;
        }
        int half = differences.length / 2;
        double[] low = ascendingSums(Arrays.copyOf(differences, half));
        double[] high = ascendingSums(Arrays.copyOfRange(differences, half, differences.length));
        long asFar = 0;
        int first = low.length;
        for (double sum : high) {
            while (first > 0 && low[first - 1] >= least - sum) {
                first--;
            }
            asFar += low.length - first;
        }
        // As many patterns reach the other end, since each has its opposite.
        return 2.0 * asFar / ((double) low.length * high.length);
    }

    /** Returns the sums of all patterns: those that add a difference and those that subtract it are in order already. */
    private static double[] ascendingSums(double[] differences) {
        double[] sums = {0};
        for (double difference : differences) {
            double step = Math.abs(difference);
            double[] longer = new double[2 * sums.length];
            int less = 0;
            int more = 0;
            for (int i = 0; i < longer.length; i++) {
                boolean takeLess = less < sums.length && (more >= less || sums[less] - step <= sums[more] + step);
                longer[i] = takeLess ? sums[less++] - step : sums[more++] + step;
            }
            sums = longer;
        }
        return sums;
    }

    /** Takes signs eight at a time: what each of their patterns adds up to is computed once. */
    private static int drawnAsFar(double[] differences, double least, long seed) {
        UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
        double[][] eights = new double[(differences.length + Byte.SIZE - 1) / Byte.SIZE][];
        for (int i = 0; i < eights.length; i++) {
            eights[i] = ofPatterns(differences, i * Byte.SIZE);
        }
        int asFar = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            double sum = 0;
            long bits = 0;
            for (int i = 0; i < eights.length; i++) {
                if (i % Long.BYTES == 0) {
                    bits = random.nextLong();
                }
                sum += eights[i][(int) bits & PATTERN];
                bits >>>= Byte.SIZE;
            }
            if (Math.abs(sum) >= least) {
                asFar++;
            }
        }
        return asFar;
    }

    /** Returns the sum of the next eight differences, or those that are left, for each pattern of signs: a bit set is a minus. */
    private static double[] ofPatterns(double[] differences, int from) {
        int to = Math.min(differences.length, from + Byte.SIZE);
        double[] sums = new double[PATTERN + 1];
        for (int pattern = 0; pattern < sums.length; pattern++) {
            for (int i = from; i < to; i++) {
                sums[pattern] += (pattern >> (i - from) & 1) == 0 ? differences[i] : -differences[i];
            }
        }
        return sums;
    }
}
