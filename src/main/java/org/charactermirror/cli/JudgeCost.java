package org.charactermirror.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
 * @param judgements in all states, at least 1
 * @param usage of the answers that they rest on, whichever judge asked for them first
 */
record JudgeCost(String judge, Kind kind, long judgements, JudgementStore.Usage usage) {

    private static final String NOT_RECORDED = "not recorded";

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
    String line() {
        List<String> parts = new ArrayList<>();
        parts.add("tokens "
                + (isCounted()
                        ? String.format(
                                Locale.ROOT,
                                "%,.1f of prompts and %,.1f of answers",
                                mean((double) usage.promptTokens()),
                                mean((double) usage.replyTokens()))
                        : missing(usage.uncounted())));
        parts.add("cost "
                + facts().map(known -> String.format(Locale.ROOT, "%.6f %s", known.costOfOne(), known.currency()))
                        .orElseGet(() -> usage.cost().size() > 1
                                ? "in several currencies"
                                : missing(usage.uncounted() + usage.unpriced())));
        parts.add("time "
                + (usage.answers() == 0
                        ? NOT_RECORDED
                        : String.format(Locale.ROOT, "%,.2f s of waiting for answers", mean(usage.seconds()))));
        return String.format(
                Locale.ROOT,
                "judge %s, %s, each on average (%,d judgements, %,d answers%s): %s",
                judge,
                kind.words(),
                judgements,
                usage.answers(),
                usage.refused() == 0
                        ? ""
                        : String.format(
                                Locale.ROOT, ", %,d of them refusals of which no tokens are told", usage.refused()),
                String.join("; ", parts));
    }

    private String missing(long answers) {
        return answers == 0 || answers == usage.answers() - usage.refused()
                ? NOT_RECORDED
                : String.format(Locale.ROOT, "%s of %,d of the answers", NOT_RECORDED, answers);
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
