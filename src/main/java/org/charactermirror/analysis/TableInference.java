package org.charactermirror.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.Dimension;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.Rating;
import org.charactermirror.annotation.TurnError;
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
            Origin origin, List<Rating> ratings, List<String> models, Optional<ClusterKind> kind) {
        RowClusters rows = clusters(ratings, Rating::model);
        ClusterKind chosen = kind.orElseGet(rows::usual);
        Map<String, Map<String, ColumnValues.Builder>> builders = new LinkedHashMap<>();
        for (int row = 0; row < ratings.size(); row++) {
            Rating rating = ratings.get(row);
            int number = row;
            rating.scores()
                    .forEach((dimension, score) -> builder(builders, rating.model(), dimension.word(), rows, chosen)
                            .add(number, score.doubleValue()));
        }
        FigureSet figures = figures("ratings " + origin.word(), rows, chosen, models, builders);
        List<ColumnInference> columns = Arrays.stream(Dimension.values())
                .map(dimension -> figures.infer(dimension.word(), Map.of(dimension.word(), 1.0), true))
                .toList();
        return new TableInference(origin, chosen, rows.annotators(), rows.characters(), columns);
    }

    /** Infers from turn errors that share an origin; figures are percentages. */
    static TableInference ofErrors(
            Origin origin, List<TurnError> turnErrors, List<String> models, Optional<ClusterKind> kind) {
        RowClusters rows = clusters(turnErrors, TurnError::model);
        ClusterKind chosen = kind.orElseGet(rows::usual);
        Map<String, Map<String, ColumnValues.Builder>> builders = new LinkedHashMap<>();
        for (int row = 0; row < turnErrors.size(); row++) {
            TurnError turnError = turnErrors.get(row);
            int number = row;
            turnError
                    .flags()
                    .forEach((flag, set) -> builder(builders, turnError.model(), flag.word(), rows, chosen)
                            .add(number, set ? 100 : 0));
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

    private static <R extends Annotation> RowClusters clusters(List<R> rows, Function<R, String> model) {
        RowClusters clusters = new RowClusters();
        rows.forEach(row -> clusters.add(row.subject(), model.apply(row)));
        return clusters;
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
