package org.charactermirror.analysis;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.charactermirror.annotation.Dimension;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.Rating;

/** How often each score was given, by model, annotator and character. */
final class RatingCells implements Serializable {

    private static final long serialVersionUID = 1;

    private static final List<Dimension> DIMENSIONS = List.of(Dimension.values());

    private final Dictionary<BigDecimal> scores = new Dictionary<>();
    private final HashMap<CellKey, Cell> cells = new HashMap<>();

    private static final class Cell implements Serializable {
        private static final long serialVersionUID = 1;
        private int rows;
        /** The code is made of score and dimension. */
        private final SparseCounts given = new SparseCounts();
    }

    /**
     * The ratings of one model by one annotator about one character.
     *
     * @param rows how many there are, empty ones included
     * @param scores how often each was given
     */
    record Rated(CellKey key, int rows, Map<Dimension, SortedMap<BigDecimal, Integer>> scores) {}

    void add(Rating row, CellKey key) {
        Cell cell = cells.computeIfAbsent(key, unused -> new Cell());
        cell.rows++;
        row.scores()
                .forEach((dimension, score) ->
                        cell.given.add(scores.number(score) * DIMENSIONS.size() + DIMENSIONS.indexOf(dimension), 1));
    }

    void merge(RatingCells other) {
        int[] numbers = scores.numbersOf(other.scores);
        other.cells.forEach((key, theirs) -> {
            Cell cell = cells.computeIfAbsent(key, unused -> new Cell());
            cell.rows = Math.addExact(cell.rows, theirs.rows);
            cell.given.addAll(
                    theirs.given,
                    code -> numbers[code / DIMENSIONS.size()] * DIMENSIONS.size() + code % DIMENSIONS.size());
        });
    }

    /** Returns the cells of an origin in their order. */
    List<Rated> of(Origin origin) {
        List<Rated> found = new ArrayList<>();
        cells.entrySet().stream()
                .filter(cell -> cell.getKey().origin() == origin)
                .sorted(Map.Entry.comparingByKey())
                .forEach(cell -> found.add(new Rated(cell.getKey(), cell.getValue().rows, scores(cell.getValue()))));
        return found;
    }

    private Map<Dimension, SortedMap<BigDecimal, Integer>> scores(Cell cell) {
        Map<Dimension, SortedMap<BigDecimal, Integer>> given = new EnumMap<>(Dimension.class);
        cell.given.forEach(
                (code, count) -> given.computeIfAbsent(DIMENSIONS.get(code % DIMENSIONS.size()), unused -> new TreeMap<>())
                        .put(scores.value(code / DIMENSIONS.size()), count));
        return given;
    }

    /** Returns the keys of all cells. */
    Iterable<CellKey> keys() {
        return cells.keySet();
    }
}
