package org.charactermirror.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.analysis.calibration.JudgeFacts;
import org.charactermirror.annotation.Kind;
import org.charactermirror.judge.JudgeItem;
import org.charactermirror.store.JudgementStore;

/**
 * What a judge's judgements of a kind took, as the study has recorded it. What was not recorded of every answer has no mean.
 *
 * @param judgements in all states but failed, which may have cost nothing and are tried again; at least 1
 * @param usage of the answers that they rest on, whichever judge asked for them first
 */
record JudgeCost(String judge, Kind kind, long judgements, JudgementStore.Usage usage) {

    JudgeCost {
        if (judgements < 1) {
            throw new IllegalArgumentException(judge + " with " + judgements + " judgements");
        }
    }

    /** Returns what judgements of the same judge took together; of two kinds it is told as of the first. */
    JudgeCost plus(JudgeCost other) {
        return new JudgeCost(judge, kind, judgements + other.judgements, usage.plus(other.usage));
    }

    /** Returns the cost for calibration; nothing unless every answer that was given has a price in the same currency. */
    Optional<JudgeFacts> facts() {
        return isPriced()
                ? usage.cost().entrySet().stream()
                        .map(sum -> new JudgeFacts(judgements, sum.getValue(), sum.getKey()))
                        .findFirst()
                : Optional.empty();
    }

    private boolean isCounted() {
        return usage.answers() > usage.refused() && usage.uncounted() == 0;
    }

    private boolean isPriced() {
        return isCounted() && usage.unpriced() == 0 && usage.cost().size() == 1;
    }

    /** Returns a line for people. */
    String line(TerminalWords words) {
        String tokens = isCounted()
                ? words.get(
                        "cost.tokens",
                        String.format(Locale.ROOT, "%,.1f", mean((double) usage.promptTokens())),
                        String.format(Locale.ROOT, "%,.1f", mean((double) usage.replyTokens())))
                : words.get("cost.tokens.missing", missing(usage.uncounted(), words));
        String money = facts().map(known -> words.get(
                        "cost.money", String.format(Locale.ROOT, "%.6f", known.costOfOne()), known.currency()))
                .orElseGet(() -> usage.cost().size() > 1
                        ? words.get("cost.currencies")
                        : words.get("cost.money.missing", missing(usage.uncounted() + usage.unpriced(), words)));
        String time = usage.answers() == 0
                ? words.get("cost.time.missing")
                : words.get("cost.time", String.format(Locale.ROOT, "%,.2f", mean(usage.seconds())));
        return words.get(
                usage.refused() == 0 ? "cost" : "cost.refusals",
                judge,
                words.get("kind." + JudgeItem.word(kind)),
                judgements,
                usage.answers(),
                tokens,
                money,
                time,
                usage.refused());
    }

    private String missing(long answers, TerminalWords words) {
        return answers == 0 || answers == usage.answers() - usage.refused()
                ? words.get("cost.missing")
                : words.get("cost.missing.some", answers);
    }

    private double mean(double sum) {
        return sum / judgements;
    }

    /** Returns the same for programs; what was not recorded is absent. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("judge", judge);
        map.put("kind", JudgeItem.word(kind));
        map.put("judgements", judgements);
        map.put("all", JudgeTally.toMap(usage));
        Map<String, Object> one = new LinkedHashMap<>();
        if (isCounted()) {
            one.put("prompt_tokens", mean((double) usage.promptTokens()));
            one.put("reply_tokens", mean((double) usage.replyTokens()));
        }
        facts().ifPresent(known -> {
            one.put("cost", known.costOfOne());
            one.put("currency", known.currency());
        });
        if (usage.answers() > 0) {
            one.put("seconds", mean(usage.seconds()));
        }
        map.put("mean", one);
        return map;
    }
}
