package org.charactermirror.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.charactermirror.annotation.Origin;
import org.charactermirror.stats.Interval;
import org.charactermirror.stats.Survival;

/**
 * At which turn the first of the five errors comes, per model.
 *
 * <p>What is followed is one annotator's judgement of one dialogue, so that a dialogue judged by several counts as often, as in
 * the error table. One without an error is followed until its last judged turn.
 *
 * @param origin of all of its rows
 */
public record ErrorOnset(Origin origin, List<Curve> models) {

    /** The 97.5 % point of the normal distribution. */
    private static final double Z = 1.959963984540054;

    public ErrorOnset {
        models = List.copyOf(models);
    }

    /**
     * One model's curve; before its first step the share is 1.
     *
     * @param dialogues that were followed, each as often as it was judged
     * @param withError in how many of them an error came
     * @param withGaps how many have turns, before their end, that were not judged and may hide an earlier error
     * @param lastTurn the last turn that was judged in any of them
     * @param steps in the order of turns; none where no error came
     */
    public record Curve(String model, int dialogues, int withError, int withGaps, int lastTurn, List<Step> steps) {

        public Curve {
            steps = List.copyOf(steps);
            if (dialogues < 1 || withError < 0 || withError > dialogues || withGaps > dialogues || lastTurn < 1) {
                throw new IllegalArgumentException(
                        withError + " of " + dialogues + " dialogues until turn " + lastTurn);
            }
        }

        /** Returns the estimated share of dialogues that are without an error after a turn. */
        public double withoutErrorAfter(int turn) {
            double share = 1;
            for (Step step : steps) {
                share = step.turn() <= turn ? step.withoutError() : share;
            }
            return share;
        }

        /** Returns the turn by which half of the dialogues have an error; nothing where fewer than half come to have one. */
        public OptionalInt medianTurn() {
            return steps.stream()
                    .filter(step -> step.withoutError() <= 0.5)
                    .mapToInt(Step::turn)
                    .findFirst();
        }
    }

    /**
     * A turn at which an error came first in some dialogue.
     *
     * @param atRisk dialogues still followed and without an error just before
     * @param events in how many of them it came now
     * @param withoutError the estimated share of dialogues that have none after this turn
     * @param interval of the share, by Greenwood's variance on the log-log scale, which ignores clustering; nothing where no
     *     dialogue is left
     */
    public record Step(int turn, int atRisk, int events, double withoutError, Optional<Interval> interval) {}

    /** Follows dialogues of one origin; nothing where no row judges an error. */
    static Optional<ErrorOnset> of(Origin origin, OnsetCounts counts, List<String> models) {
        List<Curve> curves = new ArrayList<>();
        for (String model : models) {
            Map<OnsetCounts.Followed, Integer> dialogues = counts.dialogues(origin, model);
            if (!dialogues.isEmpty()) {
                curves.add(curve(model, dialogues));
            }
        }
        return curves.isEmpty() ? Optional.empty() : Optional.of(new ErrorOnset(origin, curves));
    }

    private static Curve curve(String model, Map<OnsetCounts.Followed, Integer> dialogues) {
        Map<Integer, int[]> byEnd = new HashMap<>();
        dialogues.forEach((followed, count) ->
                byEnd.computeIfAbsent(followed.end(), unused -> new int[2])[followed.error() ? 0 : 1] += count);
        List<Step> steps = new ArrayList<>();
        double variance = 0;
        for (Survival.Step step : Survival.curve(byEnd)) {
            // Greenwood 1926: the variance of the logarithm of the share.
            variance += step.events() / ((double) step.atRisk() * (step.atRisk() - step.events()));
            steps.add(new Step(
                    step.time(), step.atRisk(), step.events(), step.surviving(), interval(step.surviving(), variance)));
        }
        return new Curve(
                model,
                count(dialogues, followed -> true),
                count(dialogues, OnsetCounts.Followed::error),
                count(dialogues, OnsetCounts.Followed::gaps),
                dialogues.keySet().stream()
                        .mapToInt(OnsetCounts.Followed::lastTurn)
                        .max()
                        .orElseThrow(),
                steps);
    }

    private static int count(Map<OnsetCounts.Followed, Integer> dialogues, Predicate<OnsetCounts.Followed> condition) {
        return dialogues.entrySet().stream()
                .filter(one -> condition.test(one.getKey()))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    /** Stays between 0 and 1, unlike an interval of the share itself (Kalbfleisch and Prentice 1980). */
    private static Optional<Interval> interval(double share, double variance) {
        if (share <= 0) {
            return Optional.empty();
        }
        double spread = Math.exp(Z * Math.sqrt(variance) / Math.abs(Math.log(share)));
        return Optional.of(new Interval(Math.pow(share, spread), Math.pow(share, 1 / spread)));
    }

    /** Finds a model's curve. */
    public Optional<Curve> model(String name) {
        return models.stream().filter(curve -> curve.model().equals(name)).findFirst();
    }
}
