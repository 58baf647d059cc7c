package org.charactermirror.analysis;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.annotation.Dimension;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.TurnFlag;

/**
 * What can be said of a table beyond its means: intervals, and which differences hold.
 *
 * @param origin of all of its rows
 * @param clusters what intervals draw anew
 * @param annotators how many there are
 * @param characters how many there are; 0 where rows do not name them
 * @param columns in the order of the table
 */
public record TableInference(
        Origin origin, ClusterKind clusters, int annotators, int characters, List<ColumnInference> columns) {

    /** The column that sums up an error table. */
    private static final String OVERALL = "overall";

    public TableInference {
        columns = List.copyOf(columns);
    }

    /** Finds a column. */
    public Optional<ColumnInference> column(String name) {
        return columns.stream().filter(column -> column.column().equals(name)).findFirst();
    }

    /** Infers from ratings that share an origin. */
    static TableInference ofRatings(
            Origin origin, List<RatingCells.Rated> ratings, List<String> models, Optional<ClusterKind> kind) {
        RowClusters rows = new RowClusters();
        ratings.forEach(cell -> rows.add(cell.key()));
        ClusterKind chosen = kind.orElseGet(rows::usual);
        Map<String, Map<String, ColumnValues.Builder>> builders = new LinkedHashMap<>();
        for (int row = 0; row < ratings.size(); row++) {
            add(ratings.get(row), row, rows, chosen, builders);
        }
        FigureSet figures = figures("ratings " + origin.word(), rows, chosen, models, builders);
        List<ColumnInference> columns = Arrays.stream(Dimension.values())
                .map(dimension -> figures.infer(dimension.word(), Map.of(dimension.word(), 1.0), true))
                .toList();
        return new TableInference(origin, chosen, rows.annotators(), rows.characters(), columns);
    }

    private static void add(
            RatingCells.Rated cell,
            int row,
            RowClusters rows,
            ClusterKind kind,
            Map<String, Map<String, ColumnValues.Builder>> builders) {
        Map<Dimension, BigDecimal> sums = new EnumMap<>(Dimension.class);
        Map<Dimension, Integer> counts = new EnumMap<>(Dimension.class);
        cell.forEach((dimension, score, times) -> {
            // Exact, so that it does not matter which score came first.
            sums.merge(dimension, times == 1 ? score : score.multiply(BigDecimal.valueOf(times)), BigDecimal::add);
            counts.merge(dimension, times, Math::addExact);
        });
        sums.forEach((dimension, sum) -> builder(builders, cell.key().modelA(), dimension.word(), rows, kind)
                .add(row, sum.doubleValue(), counts.getOrDefault(dimension, 0)));
    }

    /** Infers from turn errors that share an origin; figures are percentages. */
    static TableInference ofErrors(
            Origin origin, List<ErrorCells.Checked> turnErrors, List<String> models, Optional<ClusterKind> kind) {
        RowClusters rows = new RowClusters();
        turnErrors.forEach(one -> rows.add(one.key()));
        ClusterKind chosen = kind.orElseGet(rows::usual);
        Map<String, Map<String, ColumnValues.Builder>> builders = new LinkedHashMap<>();
        for (int row = 0; row < turnErrors.size(); row++) {
            ErrorCells.Checked one = turnErrors.get(row);
            for (TurnFlag flag : TurnFlag.values()) {
                if (one.cell().judged(flag) > 0) {
                    builder(builders, one.key().modelA(), flag.word(), rows, chosen)
                            .add(
                                    row,
                                    100.0 * one.cell().flagged(flag),
                                    one.cell().judged(flag));
                }
            }
        }
        FigureSet figures = figures("errors " + origin.word(), rows, chosen, models, builders);
        Map<String, Double> all = new LinkedHashMap<>();
        List<ColumnInference> columns = new ArrayList<>();
        for (TurnFlag flag : TurnFlag.values()) {
            all.put(flag.word(), flag.isError() ? 1.0 : -1.0);
        }
        columns.add(figures.infer(OVERALL, all, false));
        for (TurnFlag flag : TurnFlag.values()) {
            columns.add(figures.infer(flag.word(), Map.of(flag.word(), 1.0), !flag.isError()));
        }
        return new TableInference(origin, chosen, rows.annotators(), rows.characters(), columns);
    }

    private static ColumnValues.Builder builder(
            Map<String, Map<String, ColumnValues.Builder>> builders,
            String model,
            String column,
            RowClusters rows,
            ClusterKind kind) {
        return builders.computeIfAbsent(model, unused -> new LinkedHashMap<>())
                .computeIfAbsent(column, unused -> new ColumnValues.Builder(rows, kind));
    }

    private static FigureSet figures(
            String table,
            RowClusters rows,
            ClusterKind kind,
            List<String> models,
            Map<String, Map<String, ColumnValues.Builder>> builders) {
        Map<String, Map<String, ColumnValues>> values = new LinkedHashMap<>();
        builders.forEach((model, columns) -> {
            Map<String, ColumnValues> built = new LinkedHashMap<>();
            columns.forEach((column, builder) -> built.put(column, builder.build()));
            values.put(model, built);
        });
        return new FigureSet(table, rows, kind, models, values);
    }
}
