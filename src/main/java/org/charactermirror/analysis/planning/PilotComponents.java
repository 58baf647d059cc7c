package org.charactermirror.analysis.planning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.stats.VarianceComponents;

/** The variance components of one pair of models, of those factors that its observations tell apart. */
final class PilotComponents {

    private PilotComponents() {}

    /**
     * The components.
     *
     * @param variances by factor that could be told apart
     * @param reasons of each other factor, why not
     * @param residual of a single observation; nothing where nothing could be estimated
     */
    record Found(Map<Factor, Double> variances, Map<Factor, String> reasons, Optional<Double> residual) {}

    static Found of(PilotRows.Observations seen) {
        Map<Factor, int[]> levels = new LinkedHashMap<>();
        levels.put(Factor.ANNOTATOR, seen.annotators());
        levels.put(Factor.CHARACTER, seen.characters());
        levels.put(Factor.DIALOGUE, seen.dialogues());
        levels.put(Factor.JUDGEMENT, seen.judgements());
        Map<Factor, int[]> kept = new LinkedHashMap<>();
        Map<Factor, String> reasons = new LinkedHashMap<>();
        levels.forEach((factor, own) -> obstacle(own, kept)
                .ifPresentOrElse(reason -> reasons.put(factor, reason), () -> kept.put(factor, own)));
        VarianceComponents components = VarianceComponents.of(seen.values(), List.copyOf(kept.values()));
        if (components instanceof VarianceComponents.NotEstimable none) {
            kept.keySet().forEach(factor -> reasons.put(factor, none.reason()));
            return new Found(Map.of(), reasons, Optional.empty());
        }
        VarianceComponents.Estimated estimated = (VarianceComponents.Estimated) components;
        Map<Factor, Double> variances = new LinkedHashMap<>();
        List<Factor> order = new ArrayList<>(kept.keySet());
        for (int i = 0; i < order.size(); i++) {
            variances.put(order.get(i), estimated.factors()[i]);
        }
        return new Found(variances, reasons, Optional.of(estimated.residual()));
    }

    private static Optional<String> obstacle(int[] own, Map<Factor, int[]> kept) {
        int count = Arrays.stream(own).max().orElse(-1) + 1;
        if (count < 2) {
            return Optional.of("there is only " + count);
        }
        if (count == own.length) {
            return Optional.of("they cannot be told apart from single rows");
        }
        // Numbers are given in the order of observations, so that equal groups have equal numbers.
        return kept.entrySet().stream()
                .filter(other -> Arrays.equals(other.getValue(), own))
                .findFirst()
                .map(other -> "they cannot be told apart from " + other.getKey().word() + "s");
    }
}
