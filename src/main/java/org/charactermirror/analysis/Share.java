package org.charactermirror.analysis;

import java.math.BigDecimal;
import org.charactermirror.table.Fraction;

/**
 * How many of the judged replies were flagged.
 *
 * @param flagged at most {@code judged}
 * @param judged above zero
 */
public record Share(int flagged, int judged) {

    public Share {
        if (judged <= 0 || flagged < 0 || flagged > judged) {
            throw new IllegalArgumentException(flagged + " of " + judged + " flagged");
        }
    }

    /** Returns the exact percentage. */
    public Fraction rate() {
        return Fraction.of(100L * flagged, judged);
    }

    /** Returns the percentage as the table prints it: one decimal, half up. */
    public BigDecimal printed() {
        return rate().halfUp(1);
    }
}
