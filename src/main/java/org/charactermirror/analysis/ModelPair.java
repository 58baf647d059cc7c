package org.charactermirror.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.charactermirror.annotation.Preference;

/** Two models in the direction in which a table shows them. */
record ModelPair(String modelA, String modelB) {

    private ModelPair swapped() {
        return new ModelPair(modelB, modelA);
    }

    private static ModelPair of(Preference row) {
        return new ModelPair(row.modelA(), row.modelB());
    }

    /**
     * Chooses the pairs' order and directions: published pairs first, as published; then by first appearance, the
     * baseline in front where it takes part, otherwise the model that the study names first, and where it names none,
     * as in the pair's first row.
     */
    static List<ModelPair> directions(List<Preference> rows, List<ModelPair> published, AnalysisSettings settings) {
        Set<ModelPair> chosen = new LinkedHashSet<>();
        Map<ModelPair, ModelPair> found = new LinkedHashMap<>();
        for (Preference row : rows) {
            ModelPair pair = of(row);
            if (!found.containsKey(pair) && !found.containsKey(pair.swapped())) {
                found.put(pair, pair.isBackwards(settings) ? pair.swapped() : pair);
            }
        }
        for (ModelPair pair : published) {
            if (found.containsKey(pair) || found.containsKey(pair.swapped())) {
                chosen.add(pair);
            }
        }
        for (ModelPair pair : found.values()) {
            if (!chosen.contains(pair.swapped())) {
                chosen.add(pair);
            }
        }
        return List.copyOf(chosen);
    }

    private boolean isBackwards(AnalysisSettings settings) {
        if (modelA.equals(settings.baseline()) || modelB.equals(settings.baseline())) {
            return modelB.equals(settings.baseline());
        }
        int b = settings.models().indexOf(modelB);
        return b >= 0 && b < settings.models().indexOf(modelA);
    }

    /** Turns rows so that all of a pair stand in its direction. */
    static List<Preference> turned(List<Preference> rows, List<ModelPair> pairs) {
        Set<ModelPair> directions = Set.copyOf(pairs);
        List<Preference> turned = new ArrayList<>();
        for (Preference row : rows) {
            turned.add(directions.contains(of(row)) ? row : row.swapped());
        }
        return turned;
    }

    Stream<String> models() {
        return Stream.of(modelA, modelB);
    }
}
