package org.charactermirror.analysis;

import org.charactermirror.table.Fraction;
import org.charactermirror.table.Percentages;

/**
 * Outcomes of a number of comparisons, from the first model's side.
 *
 * @param ties without those where both replies were bad
 * @param bothBad counted as ties in percentages
 */
public record Tally(int wins, int ties, int bothBad, int losses) {

    public Tally {
        if (wins < 0 || ties < 0 || bothBad < 0 || losses < 0 || wins + ties + bothBad + losses == 0) {
            throw new IllegalArgumentException("no outcomes");
        }
    }

    /** Returns how many comparisons there are. */
    public int n() {
        return wins + ties + bothBad + losses;
    }

    /** Returns whole percentages that sum to 100. */
    public Percentages printed() {
        return Percentages.of(wins, ties + bothBad, losses);
    }

    /** Returns the exact percentage of wins. */
    public Fraction winRate() {
        return Fraction.of(100L * wins, n());
    }

    /** Returns the exact percentage of ties of both kinds. */
    public Fraction tieRate() {
        return Fraction.of(100L * (ties + bothBad), n());
    }

    /** Returns the exact percentage of losses. */
    public Fraction loseRate() {
        return Fraction.of(100L * losses, n());
    }
}
