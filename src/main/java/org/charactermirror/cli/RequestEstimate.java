package org.charactermirror.cli;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.batch.ModelAccount;
import org.charactermirror.chat.Price;

/**
 * What requests would take at most.
 *
 * @param requests how many
 * @param promptTokens of all of them
 * @param replyTokens of all answers, each as long as allowed
 * @param price none where none is given
 */
record RequestEstimate(long requests, long promptTokens, long replyTokens, Optional<Price> price) {

    private Optional<BigDecimal> cost() {
        return price.map(known -> known.of(promptTokens, replyTokens));
    }

    /** Returns the cost with its currency; nothing where there is no price. */
    Optional<String> money() {
        return price.flatMap(known -> cost().map(sum -> ModelAccount.written(sum) + " " + known.currency()));
    }

    /** Returns the estimate of a run's replies for people. */
    String line() {
        return String.format(
                        Locale.ROOT,
                        "%,d requests, %,d tokens of prompts, %,d of replies",
                        requests,
                        promptTokens,
                        replyTokens)
                + money().map(sum -> ", " + sum).orElse("; the study has no price of it");
    }

    /** Returns the estimate for programs. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("requests", requests);
        map.put("prompt_tokens", promptTokens);
        map.put("reply_tokens", replyTokens);
        cost().ifPresent(sum -> map.put("cost", ModelAccount.written(sum)));
        price.ifPresent(known -> map.put("currency", known.currency()));
        return map;
    }
}
