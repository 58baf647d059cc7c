package org.charactermirror.dataset;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How the scores that several annotators gave become one. */
public enum Aggregate {
    MEAN,
    /** Of an even number the mean of the two in the middle. */
    MEDIAN;

    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    /** Returns the word that options and files use. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Finds one by its word. */
    public static Optional<Aggregate> of(String word) {
        return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
    }

    /** Returns the sum and the count whose quotient is the score, so that nothing is rounded before it is compared. */
    Quotient of(List<BigDecimal> scores) {
        if (this == MEAN) {
            return new Quotient(
                    scores.stream().reduce(BigDecimal.ZERO, BigDecimal::add), BigDecimal.valueOf(scores.size()));
        }
        List<BigDecimal> sorted = scores.stream().sorted().toList();
        BigDecimal upper = sorted.get(sorted.size() / 2);
        return sorted.size() % 2 == 1
                ? new Quotient(upper, BigDecimal.ONE)
                : new Quotient(upper.add(sorted.get(sorted.size() / 2 - 1)), TWO);
    }

    /** A number that decimals may not be able to write. */
    record Quotient(BigDecimal numerator, BigDecimal denominator) {

        boolean reaches(BigDecimal bar) {
            return numerator.compareTo(bar.multiply(denominator)) >= 0;
        }

        /** Tells whether a score lies no further away than one point. */
        boolean isNear(BigDecimal score) {
            return score.multiply(denominator).subtract(numerator).abs().compareTo(denominator) <= 0;
        }

        BigDecimal rounded() {
            return Share.rounded(numerator, denominator);
        }
    }
}
