package org.charactermirror.annotation.assignment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.charactermirror.document.Sha256;

/**
 * In which order people judge: models take turns, and one that came late for others comes early.
 *
 * <p>Every beginning of somebody's order is as even over the models as it can be to within two items, so that whoever stops
 * early leaves no model behind; the same model never comes twice in a row where that can be avoided.
 */
final class WorkOrder {

    /** How late each model came so far, summed over all items and people; 0 is the middle. */
    private final Map<String, Double> lateness = new HashMap<>();

    private final String seed;

    WorkOrder(long seed) {
        this.seed = Long.toString(seed);
    }

    /** Returns a person's items in order: those begun, then what belongs to the same blocks, then the others. */
    List<String> of(Person person) {
        List<String> begun = person.begun();
        Sequence sequence = new Sequence(person);
        Set<String> left = new HashSet<>(begun);
        Map<String, AssignmentItem> items = new HashMap<>();
        person.kept().forEach(piece -> piece.items().forEach(item -> items.put(item.id(), item)));
        for (String id : begun) {
            AssignmentItem item = items.get(id);
            if (item != null) {
                sequence.add(item);
            }
        }
        for (Piece piece : person.kept()) {
            sequence.addAll(piece.items().stream()
                    .filter(item -> !left.contains(item.id()))
                    .toList());
        }
        List<Piece> pieces = new ArrayList<>(person.given());
        while (!pieces.isEmpty()) {
            Piece next = sequence.next(pieces);
            pieces.remove(next);
            sequence.addAll(next.items());
        }
        return sequence.ids;
    }

    /** One person's order as it grows. */
    private final class Sequence {

        private final String name;
        private final int length;
        private final Map<String, String> draws = new HashMap<>();
        private final Turns models = new Turns();
        private final Turns characters = new Turns();
        private final List<String> ids = new ArrayList<>();

        Sequence(Person person) {
            name = person.name();
            length = person.load();
            for (List<Piece> pieces : List.of(person.kept(), person.given())) {
                for (Piece piece : pieces) {
                    for (AssignmentItem item : piece.items()) {
                        models.expect(item.modelKey());
                        characters.expect(item.character());
                    }
                }
            }
        }

        void addAll(List<AssignmentItem> items) {
            List<AssignmentItem> rest = new ArrayList<>(items);
            while (!rest.isEmpty()) {
                AssignmentItem next = rest.stream()
                        .min(Comparator.comparing(
                                        (AssignmentItem item) -> item.modelKey().equals(models.last))
                                .thenComparing(item -> -lateness.getOrDefault(item.modelKey(), 0.0))
                                .thenComparing(item -> draw(item.id())))
                        .orElseThrow();
                rest.remove(next);
                add(next);
            }
        }

        void add(AssignmentItem item) {
            lateness.merge(item.modelKey(), (ids.size() + 0.5) / length - 0.5, Double::sum);
            models.take(item.modelKey());
            characters.take(item.character());
            ids.add(item.id());
        }

        /** Returns what comes next: whose model is due, and of that, whose character is. */
        Piece next(List<Piece> pieces) {
            Map<String, List<Piece>> byModel = new HashMap<>();
            for (Piece piece : pieces) {
                byModel.computeIfAbsent(piece.items().get(0).modelKey(), key -> new ArrayList<>())
                        .add(piece);
            }
            // Pieces of several items hold all models: then the character decides alone.
            boolean alone = pieces.stream().allMatch(piece -> piece.size() == 1);
            List<Piece> due = alone ? byModel.getOrDefault(model(byModel, pieces.size()), pieces) : pieces;
            return due.stream()
                    .min(Comparator.comparing((Piece piece) -> character(piece).equals(characters.last))
                            .thenComparing(piece -> -characters.owed(character(piece)))
                            .thenComparing(piece -> draw(piece.items().get(0).id())))
                    .orElseThrow();
        }

        private String model(Map<String, List<Piece>> byModel, int left) {
            int half = left / 2;
            return byModel.keySet().stream()
                    .min(Comparator.comparing((String key) -> key.equals(models.last))
                            // One that has more than half of the rest must come now, or it will follow itself.
                            .thenComparing(
                                    key -> byModel.getOrDefault(key, List.of()).size() <= half)
                            .thenComparing(key -> models.urgency(key))
                            .thenComparing(key -> -lateness.getOrDefault(key, 0.0))
                            .thenComparing(key -> draw(key)))
                    .orElseThrow();
        }

        private String draw(String what) {
            return draws.computeIfAbsent(what, this::drawn);
        }

        private String drawn(String what) {
            return Sha256.hex(seed + "\norder\n" + name + "\n" + what);
        }
    }

    private static String character(Piece piece) {
        return piece.items().get(0).character();
    }

    /** How often each key is to come, and how often it came. */
    private static final class Turns {

        private final Map<String, Integer> expected = new HashMap<>();
        private final Map<String, Integer> taken = new HashMap<>();
        private int length;
        private int done;
        private String last = "";

        void expect(String key) {
            expected.merge(key, 1, Integer::sum);
            length++;
        }

        void take(String key) {
            taken.merge(key, 1, Integer::sum);
            done++;
            last = key;
        }

        /** Returns by how much a key is behind its share at the next item, times the length. */
        long owed(String key) {
            return (long) expected.getOrDefault(key, 0) * (done + 1) - (long) taken.getOrDefault(key, 0) * length;
        }

        /** Returns 0 for a key that is a whole item behind, 1 for one that is due, 2 for one that is early. */
        int urgency(String key) {
            long owed = owed(key);
            return owed >= length ? 0 : owed > 0 ? 1 : 2;
        }
    }
}
