package org.charactermirror.annotation.assignment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** How many items everybody has of each model, each character, and both. */
final class Counts {

    private final TreeSet<String> models = new TreeSet<>();
    private final TreeSet<String> characters = new TreeSet<>();
    private final TreeSet<String> cells = new TreeSet<>();
    private final List<Map<String, Integer>> ofModels = new ArrayList<>();
    private final List<Map<String, Integer>> ofCharacters = new ArrayList<>();
    private final List<Map<String, Integer>> ofCells = new ArrayList<>();

    Counts(List<AssignmentItem> items, Map<String, List<String>> work, Map<String, AssignmentItem> byId) {
        for (AssignmentItem item : items) {
            models.addAll(item.models());
            characters.add(item.character());
            cells(item).forEach(cells::add);
        }
        for (List<String> ids : work.values()) {
            List<AssignmentItem> own = new ArrayList<>();
            for (String id : ids) {
                AssignmentItem item = byId.get(id);
                if (item != null) {
                    own.add(item);
                }
            }
            ofModels.add(count(own.stream().flatMap(item -> item.models().stream())));
            ofCharacters.add(count(own.stream().map(AssignmentItem::character)));
            ofCells.add(count(own.stream().flatMap(Counts::cells)));
        }
    }

    SortedMap<String, Spread> models() {
        return spreads(models, ofModels);
    }

    SortedMap<String, Spread> characters() {
        return spreads(characters, ofCharacters);
    }

    /** Returns the least and the most that anybody has of that model with that character in which people differ most. */
    Spread cells() {
        return spreads(cells, ofCells).values().stream()
                .max(Comparator.comparing(spread -> spread.most() - spread.least()))
                .orElse(new Spread(0, 0));
    }

    private static Stream<String> cells(AssignmentItem item) {
        return item.models().stream().map(model -> model + "\n" + item.character());
    }

    private static Map<String, Integer> count(Stream<String> words) {
        Map<String, Integer> counts = new HashMap<>();
        words.forEach(word -> counts.merge(word, 1, Integer::sum));
        return counts;
    }

    private static SortedMap<String, Spread> spreads(Collection<String> words, List<Map<String, Integer>> counts) {
        SortedMap<String, Spread> spreads = new TreeMap<>();
        for (String word : words) {
            spreads.put(
                    word,
                    Spread.of(counts.stream()
                            .map(ofOne -> ofOne.getOrDefault(word, 0))
                            .toList()));
        }
        return spreads;
    }
}
