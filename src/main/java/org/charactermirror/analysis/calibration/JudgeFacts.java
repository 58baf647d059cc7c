package org.charactermirror.analysis.calibration;

import java.math.BigDecimal;

/**
 * What a judge's own records say beside its rows.
 *
 * @param judgements that were asked for, at least 1
 * @param cost of all of them
 * @param currency of the cost
 */
public record JudgeFacts(long judgements, BigDecimal cost, String currency) {

    public JudgeFacts {
        if (judgements < 1) {
            throw new IllegalArgumentException("a cost of " + judgements + " judgements");
        }
    }

    /** Returns the cost of one judgement. */
    public double costOfOne() {
        return cost.doubleValue() / judgements;
    }
}
