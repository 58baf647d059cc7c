package org.charactermirror.judge;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;

/**
 * What a judging model answered to one request, as it is kept so that nothing is asked twice.
 *
 * @param key SHA-256 of all that the answer depends on
 * @param judge who asked first; another judge with the same request shares it
 * @param refused whether the provider's filter refused; the text is its reason then
 * @param cutOff whether the bound on tokens ended the answer
 * @param promptTokens 0 if the model did not count; then the other counts say nothing either
 * @param seconds how long it took
 * @param cost of the tokens that were counted; none where there is no price or no count
 * @param currency of the cost
 */
public record KeptAnswer(
        String key,
        String judge,
        boolean refused,
        String text,
        boolean cutOff,
        int promptTokens,
        int cachedTokens,
        int replyTokens,
        double seconds,
        Optional<BigDecimal> cost,
        Optional<String> currency) {

    public KeptAnswer {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(judge, "judge");
        Objects.requireNonNull(text, "text");
        if (cost.isPresent() != currency.isPresent()) {
            throw new IllegalArgumentException("a cost of " + cost + " in " + currency);
        }
    }
}
