package org.charactermirror.stats;

import java.math.BigInteger;

/**
 * The exact two-sided binomial sign test of wins against losses, ties dropped (Dixon and Mood 1946).
 *
 * <p>Takes rows for independent, which rows of one annotator or one character are not: a description, no inference.
 */
public final class SignTest {

    /** Terms below this share of the sum so far can no longer change a digit of it. */
    private static final double NEGLIGIBLE = 1e-18;

    /** Up to so many comparisons whole numbers fit a double's range. */
    private static final int MOST_EXACT = 1000;

    private SignTest() {}

    /**
     * Returns the probability, under even chances, of a split at least as uneven as this one.
     *
     * @param wins at least 0
     * @param losses at least 0
     */
    public static Estimate pValue(long wins, long losses) {
        if (wins < 0 || losses < 0) {
            throw new IllegalArgumentException(wins + " wins and " + losses + " losses");
        }
        long decided = wins + losses;
        if (decided == 0) {
            return Estimate.notEstimable("no decided comparisons");
        }
        long fewer = Math.min(wins, losses);
        if (2 * fewer == decided) {
            return Estimate.of(1);
        }
        return Estimate.of(
                Math.min(1, 2 * (decided <= MOST_EXACT ? exactTail(decided, fewer) : lowerTail(decided, fewer))));
    }

    /** Sums C(n, k) / 2^n for k from 0 to the given one, in whole numbers. */
    private static double exactTail(long n, long most) {
        BigInteger term = BigInteger.ONE;
        BigInteger sum = BigInteger.ONE;
        for (long k = 1; k <= most; k++) {
            term = term.multiply(BigInteger.valueOf(n - k + 1)).divide(BigInteger.valueOf(k));
            sum = sum.add(term);
        }
        return Math.scalb(sum.doubleValue(), (int) -n);
    }

    /** Sums C(n, k) / 2^n for k from 0 to the given one, largest term first. */
    private static double lowerTail(long n, long most) {
        double logFirst = LogFactorial.of(n) - LogFactorial.of(most) - LogFactorial.of(n - most) - n * Math.log(2);
        double sum = 0;
        double term = 1;
        for (long k = most; k >= 0; k--) {
            sum += term;
            if (term < sum * NEGLIGIBLE) {
                break;
            }
            term *= (double) k / (n - k + 1);
        }
        return Math.exp(logFirst + Math.log(sum));
    }
}
