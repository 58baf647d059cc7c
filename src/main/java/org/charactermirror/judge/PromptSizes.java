package org.charactermirror.judge;

import java.util.List;
import java.util.Optional;
import org.charactermirror.annotation.Side;
import org.charactermirror.scenario.JudgeSpec;

/**
 * How much a judge would have to read.
 *
 * @param requests in all orders and samples
 * @param promptTokens a guess, rather too many than too few
 */
public record PromptSizes(long requests, long promptTokens) {

    /** Adds up the prompts of items, none of which is asked again. */
    public static PromptSizes of(JudgeSpec judge, JudgePrompt prompt, List<JudgeItem> items) {
        long requests = 0;
        long tokens = 0;
        for (JudgeItem item : items) {
            for (Optional<Side> first : Judge.orders(judge, item.kind())) {
                requests += judge.samples();
                tokens += judge.samples()
                        * Questioner.promptTokens(prompt.request(item, first.equals(Optional.of(Side.B)), 1));
            }
        }
        return new PromptSizes(requests, tokens);
    }
}
