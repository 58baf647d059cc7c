package org.charactermirror.annotation;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * The scores that a study allows.
 *
 * @param lowest inclusive
 * @param highest inclusive
 * @param halves whether scores such as 3.5 are allowed besides whole ones
 */
public record Scale(int lowest, int highest, boolean halves) {

    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    public Scale {
        if (lowest >= highest) {
            throw new IllegalArgumentException("a scale from " + lowest + " to " + highest);
        }
    }

    /** Whole scores from 1 to 5. */
    public static Scale ofDefaults() {
        return new Scale(1, 5, false);
    }

    /** Reads one of the scores of a single figure, as nearly all are; nothing where it is written otherwise. */
    Optional<BigDecimal> allowedDigit(String word) {
        int digit = word.length() == 1 ? word.charAt(0) - '0' : -1;
        return digit >= Math.max(0, lowest) && digit <= Math.min(9, highest)
                ? Optional.of(BigDecimal.valueOf(digit))
                : Optional.empty();
    }

    /** Tells whether a score is one of them. */
    public boolean allows(BigDecimal score) {
        BigDecimal steps = halves ? score.multiply(TWO) : score;
        return steps.stripTrailingZeros().scale() <= 0
                && score.compareTo(BigDecimal.valueOf(lowest)) >= 0
                && score.compareTo(BigDecimal.valueOf(highest)) <= 0;
    }

    /** Returns {@code a whole number from 1 to 5}, or the like. */
    public String description() {
        return (halves ? "a whole or half number from " : "a whole number from ") + lowest + " to " + highest;
    }
}
