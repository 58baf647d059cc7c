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

    private record Row(String annotator, String character, String topic, String dialogue, int turn, double value) {}

    /** Where a row stands: its dialogue is the so manieth of the model that the annotator judged with the character and topic. */
    private record Spot(String annotator, String character, String topic, int dialogue, int turn) {}

    /** What was said at a spot, and of which dialogue, or of which two. */
    private record Said(String dialogue, double value) {

        Said less(Said other) {
            return new Said(dialogue + "~" + other.dialogue, value - other.value);
        }
    }

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
                .add(new Row(
                        subject.annotator(),
                        String.valueOf(character),
                        String.valueOf(subject.topic()),
                        dialogue,
                        turn == null ? 0 : turn,
                        value));
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
        Map<Spot, Said> others = spots(other);
        Map<Spot, Said> differences = new LinkedHashMap<>();
        spots(unit).forEach((spot, said) -> {
            @Nullable Said subtracted = others.get(spot);
            if (subtracted != null) {
                differences.put(spot, said.less(subtracted));
            }
        });
        return observations(differences);
    }

    private Map<Spot, Said> spots(String unit) {
        List<Row> rows = byUnit.getOrDefault(unit, List.of());
        // An annotator's own dialogues, not all of the model's: nobody else's tell which of them belong together.
        Map<List<String>, TreeSet<String>> names = new HashMap<>();
        rows.forEach(row ->
                names.computeIfAbsent(own(row), unused -> new TreeSet<>()).add(row.dialogue()));
        Map<List<String>, List<String>> ordered = new HashMap<>();
        names.forEach((own, dialogues) -> ordered.put(own, List.copyOf(dialogues)));
        Map<Spot, Said> spots = new LinkedHashMap<>();
        for (Row row : rows) {
            int dialogue = ordered.getOrDefault(own(row), List.of()).indexOf(row.dialogue());
            spots.put(
                    new Spot(row.annotator(), row.character(), row.topic(), dialogue, row.turn()),
                    new Said(row.dialogue(), row.value()));
        }
        return spots;
    }

    private static List<String> own(Row row) {
        return List.of(row.annotator(), row.character(), row.topic());
    }

    private static Observations observations(Map<Spot, Said> spots) {
        List<Map.Entry<Spot, Said>> order = List.copyOf(spots.entrySet());
        return new Observations(
                order.stream().mapToDouble(one -> one.getValue().value()).toArray(),
                levels(order.stream().map(one -> one.getKey().annotator()).toList()),
                levels(order.stream().map(one -> one.getKey().character()).toList()),
                levels(order.stream()
                        .map(one ->
                                List.of(one.getKey().character(), one.getValue().dialogue()))
                        .toList()),
                levels(order.stream()
                        .map(one -> List.of(
                                one.getKey().annotator(),
                                one.getKey().character(),
                                one.getValue().dialogue()))
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
