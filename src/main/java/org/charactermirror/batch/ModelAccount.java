package org.charactermirror.batch;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.charactermirror.chat.ModelUsage;

/**
 * What was asked of a remote model, and what it cost.
 *
 * @param thisRun since the command began
 * @param allRuns all runs of the same folder, this one included
 * @param cost none if the study has no price of the model
 */
public record ModelAccount(ModelUsage thisRun, ModelUsage allRuns, Optional<Cost> cost) {

    /**
     * Money, exact, for the tokens that the endpoint counted.
     *
     * @param thisRun since the command began
     * @param allRuns all runs of the same folder, each at its own price
     * @param currency three capital letters
     */
    public record Cost(BigDecimal thisRun, BigDecimal allRuns, String currency) {

        public Cost {
            Objects.requireNonNull(thisRun, "thisRun");
            Objects.requireNonNull(allRuns, "allRuns");
            Objects.requireNonNull(currency, "currency");
        }
    }

    public ModelAccount {
        Objects.requireNonNull(thisRun, "thisRun");
        Objects.requireNonNull(allRuns, "allRuns");
        Objects.requireNonNull(cost, "cost");
    }

    /** Returns accounts for programs: by model, this run and all runs. */
    public static Map<String, Object> toMap(Map<String, ModelAccount> accounts) {
        Map<String, Object> all = new LinkedHashMap<>();
        accounts.forEach((model, account) -> {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("this_run", counts(account.thisRun(), account.cost().map(Cost::thisRun), account.cost()));
            entry.put("all_runs", counts(account.allRuns(), account.cost().map(Cost::allRuns), account.cost()));
            all.put(model, entry);
        });
        return all;
    }

    private static Map<String, Object> counts(ModelUsage usage, Optional<BigDecimal> money, Optional<Cost> cost) {
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("calls", usage.calls());
        counts.put("attempts", usage.attempts());
        counts.put("retries", usage.retries());
        counts.put("replies", usage.replies());
        counts.put("replies_without_usage", usage.repliesWithoutUsage());
        counts.put("prompt_tokens", usage.promptTokens());
        counts.put("reply_tokens", usage.replyTokens());
        // As text: a program that reads numbers as binary fractions would round.
        money.ifPresent(sum -> counts.put("cost", written(sum)));
        cost.ifPresent(known -> counts.put("currency", known.currency()));
        return counts;
    }

    /** Returns money as digits, without zeros at the end. */
    public static String written(BigDecimal money) {
        return money.signum() == 0 ? "0" : money.stripTrailingZeros().toPlainString();
    }
}
