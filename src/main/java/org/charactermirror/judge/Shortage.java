package org.charactermirror.judge;

import java.math.BigDecimal;

/** Why a budget lets nothing more be asked. */
public sealed interface Shortage {

    /**
     * The next request may cost more than is left.
     *
     * @param most what it may cost
     * @param spent what all runs have cost
     * @param bound what they may cost
     */
    record TooLittle(BigDecimal most, BigDecimal spent, BigDecimal bound) implements Shortage {}

    /** A judge did not tell the tokens of an answer, so that nobody knows what is left. */
    record Uncounted(String judge) implements Shortage {}
}
