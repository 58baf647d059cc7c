package org.charactermirror.cli;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.batch.ModelAccount;
import org.charactermirror.chat.Price;
import org.charactermirror.chat.TokenEstimate;
import org.charactermirror.judge.JudgeItem;
import org.charactermirror.judge.JudgePrompt;
import org.charactermirror.judge.PromptSizes;
import org.charactermirror.scenario.JudgeSpec;
import org.charactermirror.scenario.Prices;

/**
 * What a judge would be asked for what it has not judged: every answer as long as allowed, nothing asked again.
 *
 * @param requests in all orders and samples
 * @param cost none where there is no price
 */
record JudgeEstimate(
        String judge,
        int items,
        long requests,
        long promptTokens,
        long replyTokens,
        Optional<BigDecimal> cost,
        Optional<String> currency) {

    /** What the estimate rests on. */
    static final String ASSUMPTION =
            "At most, where no answer has to be asked for again: every answer as long as allowed, "
                    + TokenEstimate.ASSUMPTION + ".";

    static JudgeEstimate of(JudgeSpec judge, JudgePrompt prompt, List<JudgeItem> open) {
        PromptSizes sizes = PromptSizes.of(judge, prompt, open);
        long replies = sizes.requests() * judge.maxNewTokens();
        Optional<Price> price = Prices.of(judge.model());
        return new JudgeEstimate(
                judge.id(),
                open.size(),
                sizes.requests(),
                sizes.promptTokens(),
                replies,
                price.map(known -> known.of(sizes.promptTokens(), replies)),
                price.map(Price::currency));
    }

    /** Returns the estimate for people. */
    String line() {
        return String.format(
                        Locale.ROOT,
                        "judge %s: %,d items, %,d requests, %,d tokens of prompts, %,d of answers",
                        judge,
                        items,
                        requests,
                        promptTokens,
                        replyTokens)
                + cost.map(sum -> ", " + ModelAccount.written(sum) + " " + currency.orElse(""))
                        .orElse("; no price is given");
    }

    /** Returns the estimate for programs. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("judge", judge);
        map.put("items", items);
        map.put("requests", requests);
        map.put("prompt_tokens", promptTokens);
        map.put("reply_tokens", replyTokens);
        cost.ifPresent(sum -> map.put("cost", ModelAccount.written(sum)));
        currency.ifPresent(word -> map.put("currency", word));
        return map;
    }
}
