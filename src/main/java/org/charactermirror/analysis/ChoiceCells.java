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

    private static long content(SparseCounts counts) {
        long[] sum = {0};
        counts.forEach((code, times) -> sum[0] += times * ContentHash.mixed(code + 1L));
        return sum[0];
    }

    /** Returns the comparisons of an origin in the {@linkplain CellTable#sorted order} of their cells; outcomes that came in one cell are in no order. */
    List<Choice> of(Origin origin) {
        List<Choice> found = new ArrayList<>();
        cells.sorted(origin, ChoiceCells::content)
                .forEach(cell ->
                        cell.getValue().forEach((code, times) -> found.add(Choice.of(cell.getKey(), code, times))));
        return found;
    }
}
