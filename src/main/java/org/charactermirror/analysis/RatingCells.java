package org.charactermirror.analysis;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.charactermirror.annotation.Dimension;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.Rating;

/** How often each score was given, by model, annotator and character. */
final class RatingCells extends CellTable<RatingCells.Cell> {

    private static final long serialVersionUID = 1;

    private static final List<Dimension> DIMENSIONS = List.of(Dimension.values());

    private final Dictionary<BigDecimal> scores = new Dictionary<>();

    /** Those of one model by one annotator about one character. */
    static final class Cell {
        private int rows;
        /** The code is made of score and dimension. */
        private SparseCounts given = new SparseCounts();
    }

    /** Takes a score and how often it was given. */
    interface Each {
        void take(Dimension dimension, BigDecimal score, int times);
    }

    /** The ratings of one model by one annotator about one character. */
    record Rated(CellKey key, Cell cell, Dictionary<BigDecimal> scores) {

        /** Returns how many there are, empty ones included. */
        int rows() {
            return cell.rows;
        }

        /** Goes through the scores, in no particular order. */
        void forEach(Each each) {
            cell.given.forEach((code, times) ->
                    each.take(DIMENSIONS.get(code % DIMENSIONS.size()), scores.value(code / DIMENSIONS.size()), times));
        }
    }

    void add(Rating row, CellKey key) {
        Cell cell = at(key);
        cell.rows++;
        row.scores().forEach((dimension, score) -> cell.given.add(code(scores.number(score), dimension), 1));
    }

    private static int code(int score, Dimension dimension) {
        return score * DIMENSIONS.size() + DIMENSIONS.indexOf(dimension);
    }

    void merge(RatingCells other) {
        int[] numbers = scores.numbersOf(other.scores);
        other.forEach((key, theirs) -> {
            Cell cell = at(key);
            cell.rows = Math.addExact(cell.rows, theirs.rows);
            cell.given.addAll(
                    theirs.given,
                    code -> numbers[code / DIMENSIONS.size()] * DIMENSIONS.size() + code % DIMENSIONS.size());
        });
    }

    @Override
    Cell empty() {
        return new Cell();
    }

    @Override
    void write(Cell cell, ObjectOutputStream out) throws IOException {
        out.writeInt(cell.rows);
        cell.given.write(out);
    }

    @Override
    Cell read(ObjectInputStream in) throws IOException {
        Cell cell = new Cell();
        cell.rows = in.readInt();
        cell.given = SparseCounts.read(in);
        return cell;
    }

    @Override
    long content(Cell cell) {
        long[] sum = {cell.rows};
        cell.given.forEach((code, times) -> sum[0] += times
                * ContentHash.of(
                        DIMENSIONS.get(code % DIMENSIONS.size()).word(),
                        scores.value(code / DIMENSIONS.size())
                                .stripTrailingZeros()
                                .toPlainString()));
        return sum[0];
    }

    /** Returns the cells of an origin in {@linkplain #sorted order}. */
    List<Rated> of(Origin origin) {
        List<Rated> found = new ArrayList<>();
        sorted(origin).forEach(cell -> found.add(new Rated(cell.getKey(), cell.getValue(), scores)));
        return found;
    }
}
