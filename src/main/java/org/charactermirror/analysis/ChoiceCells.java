package org.charactermirror.analysis;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.Preference;

/** How often each outcome came, by pair of models, annotator, character, category and topic. */
final class ChoiceCells extends CellTable<SparseCounts> {

    private static final long serialVersionUID = 1;

    void add(Preference row, CellKey key, Choice.Lengths lengths) {
        at(key).add(Choice.code(row.outcome(), row.shownFirst(), lengths), 1);
    }

    void merge(ChoiceCells other) {
        other.forEach((key, theirs) -> at(key).addAll(theirs, code -> code));
    }

    @Override
    SparseCounts empty() {
        return new SparseCounts();
    }

    @Override
    long content(SparseCounts counts) {
        long[] sum = {0};
        counts.forEach((code, times) -> sum[0] += times * ContentHash.mixed(code + 1L));
        return sum[0];
    }

    @Override
    void write(SparseCounts cell, ObjectOutputStream out) throws IOException {
        cell.write(out);
    }

    @Override
    SparseCounts read(ObjectInputStream in) throws IOException {
        return SparseCounts.read(in);
    }

    /** Returns the comparisons of an origin in the {@linkplain #sorted order} of their cells; outcomes that came in one cell are in no order. */
    List<Choice> of(Origin origin) {
        List<Choice> found = new ArrayList<>();
        sorted(origin)
                .forEach(cell ->
                        cell.getValue().forEach((code, times) -> found.add(Choice.of(cell.getKey(), code, times))));
        return found;
    }
}
