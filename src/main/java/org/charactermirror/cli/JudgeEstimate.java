package org.charactermirror.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.charactermirror.judge.JudgeItem;
import org.charactermirror.judge.JudgePrompt;
import org.charactermirror.judge.PromptSizes;
import org.charactermirror.scenario.JudgeSpec;
import org.charactermirror.scenario.Prices;

/**
 * What a judge would be asked for what it has not judged: every answer as long as allowed, nothing asked again.
 *
 * @param requests in all orders and samples
 */
record JudgeEstimate(String judge, int items, RequestEstimate requests) {

    static JudgeEstimate of(JudgeSpec judge, JudgePrompt prompt, List<JudgeItem> open) {
        PromptSizes sizes = PromptSizes.of(judge, prompt, open);
        return new JudgeEstimate(
                judge.id(),
                open.size(),
                new RequestEstimate(
                        sizes.requests(),
                        sizes.promptTokens(),
                        sizes.requests() * judge.maxNewTokens(),
                        Prices.of(judge.model())));
    }

    /** Returns the estimate for people. */
    String line(TerminalWords words) {
        return words.get(
                "estimate",
                judge,
                items,
                requests.requests(),
                requests.promptTokens(),
                requests.replyTokens(),
                requests.money()
                        .map(sum -> words.get("estimate.cost", sum))
                        .orElseGet(() -> words.get("estimate.unpriced")));
    }

    /** Returns the estimate for programs. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("judge", judge);
        map.put("items", items);
        map.putAll(requests.toMap());
        return map;
    }
}
