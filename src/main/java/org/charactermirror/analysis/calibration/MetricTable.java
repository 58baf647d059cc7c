package org.charactermirror.analysis.calibration;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeSet;
import org.charactermirror.annotation.Subject;
import org.jspecify.annotations.Nullable;

/** Automatic scores of replies, by session, model and turn. */
public final class MetricTable {

    /** No metrics. */
    public static final MetricTable NONE = new MetricTable(Map.of(), 0);

    /** How many characters a reply has. */
    static final String LENGTH = "length_characters";

    private final Map<Dialogue, List<Map<String, Double>>> dialogues;

    private final int replies;

    private MetricTable(Map<Dialogue, List<Map<String, Double>>> dialogues, int replies) {
        this.dialogues = dialogues;
        this.replies = replies;
    }

    private record Dialogue(String session, String model) {}

    /** Collects replies. */
    static final class Builder {

        private final Map<Dialogue, Map<Integer, Map<String, Double>>> replies = new LinkedHashMap<>();

        /** Adds a reply's values, those that are undefined left out, and tells whether it is the first of its place. */
        boolean add(String session, String model, int turn, Map<String, Double> values) {
            return replies.computeIfAbsent(new Dialogue(session, model), unused -> new HashMap<>())
                            .putIfAbsent(turn, Map.copyOf(values))
                    == null;
        }

        MetricTable build() {
            Map<Dialogue, List<Map<String, Double>>> dialogues = new HashMap<>();
            replies.forEach((dialogue, turns) -> {
                List<Map<String, Double>> list =
                        new ArrayList<>(Collections.nCopies(Collections.max(turns.keySet()), Map.<String, Double>of()));
                turns.forEach((turn, values) -> list.set(turn - 1, values));
                dialogues.put(dialogue, list);
            });
            return new MetricTable(
                    dialogues, replies.values().stream().mapToInt(Map::size).sum());
        }
    }

    /** Returns the names of the metrics that at least one reply has, in alphabetical order. */
    public List<String> names() {
        TreeSet<String> names = new TreeSet<>();
        dialogues.values().forEach(turns -> turns.forEach(values -> names.addAll(values.keySet())));
        return List.copyOf(names);
    }

    /** Returns how many replies there are. */
    public int replies() {
        return replies;
    }

    /** Returns a metric of one reply; nothing where it is undefined or not there. */
    OptionalDouble value(Subject subject, String model, int turn, String metric) {
        List<Map<String, Double>> turns = turns(subject, model);
        @Nullable
        Double value = turn > turns.size() ? null : turns.get(turn - 1).get(metric);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** Returns the mean of a metric over those replies of a dialogue for which it is defined. */
    OptionalDouble mean(Subject subject, String model, String metric) {
        return turns(subject, model).stream()
                .filter(values -> values.containsKey(metric))
                .mapToDouble(values -> values.getOrDefault(metric, Double.NaN))
                .average();
    }

    private List<Map<String, Double>> turns(Subject subject, String model) {
        @Nullable String session = subject.session();
        return session == null ? List.of() : dialogues.getOrDefault(new Dialogue(session, model), List.of());
    }
}
