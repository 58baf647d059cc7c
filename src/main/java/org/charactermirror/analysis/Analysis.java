package org.charactermirror.analysis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.Preference;

/**
 * All tables of a set of judgements. Each list holds one table per origin, the preferred one first, and is empty where
 * there are no such rows.
 *
 * @param comparisons of the preferred tables with the published ones, where they share models
 * @param inference what the rows support beyond the tables' figures
 */
public record Analysis(
        Annotations annotations,
        List<RatingTable> ratings,
        List<ErrorTable> errors,
        List<PairwiseTable> byCategory,
        List<PairwiseTable> byTopic,
        List<Comparison> comparisons,
        Inference inference) {

    public Analysis {
        ratings = List.copyOf(ratings);
        errors = List.copyOf(errors);
        byCategory = List.copyOf(byCategory);
        byTopic = List.copyOf(byTopic);
        comparisons = List.copyOf(comparisons);
    }

    /** Computes the tables. */
    public static Analysis of(Annotations annotations, AnalysisSettings settings) {
        PublishedTables published = PublishedTables.get();
        ModelOrder rated = new ModelOrder(published.ratedModels(), settings.models());
        ModelOrder checked = new ModelOrder(published.checkedModels(), settings.models());
        List<RatingTable> ratings =
                perOrigin(annotations.ratings(), (origin, rows) -> RatingTable.of(origin, rows, rated));
        List<ErrorTable> errors =
                perOrigin(annotations.turnErrors(), (origin, rows) -> ErrorTable.of(origin, rows, checked));
        List<ModelPair> pairs = ModelPair.directions(annotations.preferences(), published.pairs(), settings);
        List<Preference> turned = ModelPair.turned(annotations.preferences(), pairs);
        List<PairwiseTable> byCategory =
                perOrigin(turned, (origin, rows) -> PairwiseTable.byCategory(origin, rows, pairs));
        List<PairwiseTable> byTopic = perOrigin(turned, (origin, rows) -> PairwiseTable.byTopic(origin, rows, pairs));
        return new Analysis(
                annotations,
                ratings,
                errors,
                byCategory,
                byTopic,
                comparisons(published, ratings, errors, byCategory, byTopic),
                Inference.of(annotations, turned, pairs, rated, checked, settings));
    }

    /** Returns the origins that occur, the preferred one first. */
    public List<Origin> origins() {
        return annotations.stream().map(Annotation::origin).distinct().sorted().toList();
    }

    private static <R extends Annotation, T> List<T> perOrigin(
            Collection<R> rows, BiFunction<Origin, List<R>, T> table) {
        List<T> tables = new ArrayList<>();
        for (Origin origin : Origin.values()) {
            List<R> own = rows.stream().filter(row -> row.origin() == origin).toList();
            if (!own.isEmpty()) {
                tables.add(table.apply(origin, own));
            }
        }
        return tables;
    }

    private static List<Comparison> comparisons(
            PublishedTables published,
            List<RatingTable> ratings,
            List<ErrorTable> errors,
            List<PairwiseTable> byCategory,
            List<PairwiseTable> byTopic) {
        List<Optional<Comparison>> comparisons = List.of(
                ratings.stream()
                        .findFirst()
                        .flatMap(table -> Comparison.of("ratings", PrintedTable.of(table), published.ratings())),
                errors.stream()
                        .findFirst()
                        .flatMap(table -> Comparison.of("errors", PrintedTable.of(table), published.errors())),
                byCategory.stream()
                        .findFirst()
                        .flatMap(table -> Comparison.of(
                                "pairwise_by_category", PrintedTable.of(table, "category"), published.byCategory())),
                byTopic.stream()
                        .findFirst()
                        .flatMap(table -> Comparison.of(
                                "pairwise_by_topic", PrintedTable.of(table, "topic"), published.byTopic())));
        return comparisons.stream().flatMap(Optional::stream).toList();
    }
}
