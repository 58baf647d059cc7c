package org.charactermirror.dataset;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** So many of so many annotators. */
record Share(int some, int all) {

    private static final int DECIMALS = 4;

    Share {
        if (some < 0 || some > all || all == 0) {
            throw new IllegalArgumentException(some + " of " + all);
        }
    }

    /** Tells whether the share, which is not rounded for this, reaches a bar from 0 to 1. */
    boolean reaches(BigDecimal bar) {
        return BigDecimal.valueOf(some).compareTo(bar.multiply(BigDecimal.valueOf(all))) >= 0;
    }

    boolean isLessThan(Share other) {
        return (long) some * other.all < (long) other.some * all;
    }

    /** Returns four decimals, half up. */
    BigDecimal rounded() {
        return rounded(BigDecimal.valueOf(some), BigDecimal.valueOf(all));
    }

    static BigDecimal rounded(BigDecimal numerator, BigDecimal denominator) {
        return numerator.divide(denominator, DECIMALS, RoundingMode.HALF_UP);
    }
}
