package org.charactermirror.analysis;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.Preference;

/** How often each outcome came, by pair of models, annotator, character, category and topic. */
final class ChoiceCells implements Serializable {

    private static final long serialVersionUID = 1;

    private final CellTable<SparseCounts> cells = new CellTable<>();

    void add(Preference row, CellKey key, Choice.Lengths lengths) {
        cells.at(key, SparseCounts::new).add(Choice.code(row.outcome(), row.shownFirst(), lengths), 1);
    }

    void merge(ChoiceCells other) {
        other.cells.forEach((key, theirs) -> cells.at(key, SparseCounts::new).addAll(theirs, code -> code));
    }

    CellTable<?> cells() {
        return cells;
    }

    /** Returns the comparisons of an origin in the order of their cells; outcomes that came in one cell are in no order. */
    List<Choice> of(Origin origin) {
        List<Choice> found = new ArrayList<>();
        cells.sorted(origin)
                .forEach(cell ->
                        cell.getValue().forEach((code, times) -> found.add(Choice.of(cell.getKey(), code, times))));
        return found;
    }
}
