package org.charactermirror.analysis;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.charactermirror.annotation.Dimension;
import org.charactermirror.annotation.Origin;

/**
 * Mean scores per model and dimension.
 *
 * @param origin of all of its rows
 */
public record RatingTable(Origin origin, List<Row> rows) {

    public RatingTable {
        rows = List.copyOf(rows);
    }

    /**
     * One model's means.
     *
     * @param ratings how many dialogues were rated, empty rows included
     * @param means a dimension that nobody judged is absent
     */
    public record Row(String model, int ratings, Map<Dimension, Mean> means) {

        public Row {
            Map<Dimension, Mean> ordered = new EnumMap<>(Dimension.class);
            ordered.putAll(means);
            means = Collections.unmodifiableMap(ordered);
        }

        /** Returns a mean as printed, or nothing where nobody judged the dimension. */
        public Optional<BigDecimal> printed(Dimension dimension) {
            return Optional.ofNullable(means.get(dimension)).map(Mean::printed);
        }
    }

    /** Computes the table of ratings that share an origin. */
    static RatingTable of(Origin origin, List<RatingCells.Rated> ratings, ModelOrder order) {
        Counts counts = new Counts("model", "dimension", "score");
        Counts rated = new Counts("model");
        for (RatingCells.Rated cell : ratings) {
            String model = cell.key().modelA();
            rated.add(cell.rows(), model);
            cell.forEach(
                    (dimension, score, times) -> counts.add(times, model, dimension.name(), score.toPlainString()));
        }
        Map<String, Map<Dimension, TreeMap<BigDecimal, Integer>>> scores = new TreeMap<>();
        counts.all()
                .forEach((values, count) -> scores.computeIfAbsent(values.get(0), unused -> new TreeMap<>())
                        .computeIfAbsent(Dimension.valueOf(values.get(1)), unused -> new TreeMap<>())
                        .put(new BigDecimal(values.get(2)), count));
        List<Row> rows = new ArrayList<>();
        for (String model :
                order.sorted(ratings.stream().map(cell -> cell.key().modelA()).toList())) {
            Map<Dimension, Mean> means = new EnumMap<>(Dimension.class);
            scores.getOrDefault(model, Map.of()).forEach((dimension, given) -> means.put(dimension, new Mean(given)));
            rows.add(new Row(model, rated.of(model), means));
        }
        return new RatingTable(origin, rows);
    }
}
