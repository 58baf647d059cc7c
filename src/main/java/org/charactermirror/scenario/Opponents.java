package org.charactermirror.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Two models that answer on one context.
 *
 * @param modelA the study's baseline where it takes part, otherwise the one that the study names first
 */
public record Opponents(String modelA, String modelB) {

    public Opponents {
        if (modelA.equals(modelB)) {
            throw new IllegalArgumentException("a model cannot be compared with itself: " + modelA);
        }
    }

    /**
     * Lists all pairs in the order of play: those of the baseline first, the others in the order of the models.
     *
     * @param models ids in the order of the study
     */
    static List<Opponents> of(List<String> models, Pairing pairing, Optional<String> baseline) {
        List<Opponents> all = new ArrayList<>();
        baseline.ifPresent(first -> models.stream()
                .filter(other -> !other.equals(first))
                .forEach(other -> all.add(new Opponents(first, other))));
        if (pairing == Pairing.ALL) {
            List<String> others = models.stream()
                    .filter(model -> !model.equals(baseline.orElse("")))
                    .toList();
            for (int i = 0; i < others.size(); i++) {
                for (int j = i + 1; j < others.size(); j++) {
                    all.add(new Opponents(others.get(i), others.get(j)));
                }
            }
        }
        return List.copyOf(all);
    }
}
