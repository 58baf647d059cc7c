package org.charactermirror.chat;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * What a provider takes for tokens. Exact: nothing is rounded.
 *
 * @param promptPerMillion for a million tokens of prompts, 0 or more; cached ones are taken to cost as much as others
 * @param replyPerMillion for a million tokens of replies, 0 or more
 * @param currency three capital letters such as {@code USD}
 */
public record Price(BigDecimal promptPerMillion, BigDecimal replyPerMillion, String currency) {

    /** A million is 10 to this. */
    private static final int MILLION = 6;

    public Price {
        Objects.requireNonNull(currency, "currency");
        if (promptPerMillion.signum() < 0 || replyPerMillion.signum() < 0) {
            throw new IllegalArgumentException(
                    "prices of " + promptPerMillion + " and " + replyPerMillion + ": a price is 0 or more");
        }
    }

    /** Returns what tokens cost. */
    public BigDecimal of(long promptTokens, long replyTokens) {
        return promptPerMillion
                .multiply(BigDecimal.valueOf(promptTokens))
                .add(replyPerMillion.multiply(BigDecimal.valueOf(replyTokens)))
                .movePointLeft(MILLION);
    }
}
