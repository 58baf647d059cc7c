package org.charactermirror.analysis;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.Preference;

/** How often each outcome came, by pair of models, annotator, character, category and topic. */
final class ChoiceCells implements Serializable {

    private static final long serialVersionUID = 1;

    private final HashMap<CellKey, SparseCounts> cells = new HashMap<>();

    void add(Preference row, CellKey key, Choice.Lengths lengths) {
        cells.computeIfAbsent(key, unused -> new SparseCounts())
                .add(Choice.code(row.outcome(), row.shownFirst(), lengths), 1);
    }

    void merge(ChoiceCells other) {
        other.cells.forEach((key, theirs) ->
                cells.computeIfAbsent(key, unused -> new SparseCounts()).addAll(theirs, code -> code));
    }

    /** Returns the comparisons of an origin in the order of their cells. */
    List<Choice> of(Origin origin) {
        List<Choice> found = new ArrayList<>();
        cells.entrySet().stream()
                .filter(cell -> cell.getKey().origin() == origin)
                .sorted(Map.Entry.comparingByKey())
                .forEach(cell -> {
                    TreeMap<Integer, Integer> counts = new TreeMap<>();
                    cell.getValue().forEach(counts::put);
                    counts.forEach((code, times) -> found.add(Choice.of(cell.getKey(), code, times)));
                });
        return found;
    }

    /** Returns the keys of all cells. */
    Iterable<CellKey> keys() {
        return cells.keySet();
    }
}
