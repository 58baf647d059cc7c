package org.charactermirror.analysis.planning;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.charactermirror.annotation.Subject;
import org.jspecify.annotations.Nullable;

/** What was judged in a pilot, by model or pair of models, so that rows of two models on the same thing can be told. */
final class PilotRows {

    private record Row(String annotator, String character, String dialogue, int turn, double value) {}

    /** Where a row stands: its dialogue is the model's so manieth with the character. */
    private record Spot(String annotator, String character, int dialogue, int turn) {}

    /** What is observed of one pair of models, as levels of four factors and a value. */
    record Observations(double[] values, int[] annotators, int[] characters, int[] dialogues, int[] judgements) {}

    private final Map<String, List<Row>> byUnit = new TreeMap<>();
    private boolean charactersNamed = true;

    void add(String unit, Subject subject, @Nullable Integer turn, double value) {
        @Nullable String character = subject.character();
        charactersNamed &= character != null;
        @Nullable String session = subject.session();
        String dialogue =
                subject.study() + " " + (session != null ? session : subject.category() + " " + subject.topic());
        byUnit.computeIfAbsent(unit, unused -> new ArrayList<>())
                .add(new Row(subject.annotator(), String.valueOf(character), dialogue, turn == null ? 0 : turn, value));
    }

    boolean charactersNamed() {
        return charactersNamed;
    }

    List<String> units() {
        return List.copyOf(byUnit.keySet());
    }

    /** Returns the rows of one unit that is a difference by itself. */
    Observations of(String unit) {
        return observations(spots(unit));
    }

    /** Returns one unit's values less another's, where the same annotator judged the same turn of both. */
    Observations difference(String unit, String other) {
        Map<Spot, Double> differences = spots(unit);
        Map<Spot, Double> others = spots(other);
        differences.keySet().retainAll(others.keySet());
        differences.replaceAll((spot, value) -> value - others.getOrDefault(spot, 0.0));
        return observations(differences);
    }

    private Map<Spot, Double> spots(String unit) {
        List<Row> rows = byUnit.getOrDefault(unit, List.of());
        Map<String, TreeSet<String>> names = new HashMap<>();
        rows.forEach(row -> names.computeIfAbsent(row.character(), unused -> new TreeSet<>())
                .add(row.dialogue()));
        Map<String, List<String>> ordered = new HashMap<>();
        names.forEach((character, dialogues) -> ordered.put(character, List.copyOf(dialogues)));
        Map<Spot, Double> spots = new LinkedHashMap<>();
        for (Row row : rows) {
            int dialogue = ordered.getOrDefault(row.character(), List.of()).indexOf(row.dialogue());
            spots.put(new Spot(row.annotator(), row.character(), dialogue, row.turn()), row.value());
        }
        return spots;
    }

    private static Observations observations(Map<Spot, Double> spots) {
        List<Spot> order = List.copyOf(spots.keySet());
        return new Observations(
                order.stream().mapToDouble(spots::get).toArray(),
                levels(order.stream().map(Spot::annotator).toList()),
                levels(order.stream().map(Spot::character).toList()),
                levels(order.stream()
                        .map(spot -> List.of(spot.character(), spot.dialogue()))
                        .toList()),
                levels(order.stream()
                        .map(spot -> List.of(spot.annotator(), spot.character(), spot.dialogue()))
                        .toList()));
    }

    /** Numbers things in the order in which they come. */
    private static int[] levels(List<?> things) {
        Map<Object, Integer> numbers = new HashMap<>();
        return things.stream()
                .mapToInt(thing -> numbers.computeIfAbsent(thing, unused -> numbers.size()))
                .toArray();
    }
}
