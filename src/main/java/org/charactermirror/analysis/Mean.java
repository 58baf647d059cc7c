package org.charactermirror.analysis;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.charactermirror.table.Fraction;

/**
 * The mean of the scores of one model in one dimension.
 *
 * @param scores how often each score was given; not empty
 */
public record Mean(SortedMap<BigDecimal, Integer> scores) {

    public Mean {
        if (scores.isEmpty()) {
            throw new IllegalArgumentException("no mean of no scores");
        }
        scores = Collections.unmodifiableSortedMap(new TreeMap<>(scores));
    }

    /** Returns how many scores there are. */
    public int n() {
        return scores.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Returns the exact sum of the scores. */
    public BigDecimal sum() {
        return scores.entrySet().stream()
                .map(entry -> entry.getKey().multiply(BigDecimal.valueOf(entry.getValue())))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Returns the exact mean. */
    public Fraction exact() {
        return Fraction.of(sum(), n());
    }

    /** Returns the mean as the table prints it: two decimals, half up. */
    public BigDecimal printed() {
        return exact().halfUp(2);
    }
}
