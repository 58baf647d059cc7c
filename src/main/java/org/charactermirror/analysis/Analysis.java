package org.charactermirror.analysis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.Preference;

/**
 * All tables of a set of judgements. Each list holds one table per origin, the preferred one first, and is empty where
 * there are no such rows.
 *
 * @param annotations all rows that were read, those that do not count among them
 * @param comparisons of the preferred tables with the published ones, where they share models
 * @param inference what the rows support beyond the tables' figures
 * @param screening which rows count, and how annotators judged
 * @param effect of leaving annotators out; nothing where none were
 * @param sensitivity of what judges' rows say to who judged and how; nothing where there is nothing to compare
 */
public record Analysis(
        Annotations annotations,
        List<RatingTable> ratings,
        List<ErrorTable> errors,
        List<PairwiseTable> byCategory,
        List<PairwiseTable> byTopic,
        List<Comparison> comparisons,
        Inference inference,
        Screening screening,
        Optional<ExclusionEffect> effect,
        Optional<JudgeSensitivity> sensitivity) {

    public Analysis {
        ratings = List.copyOf(ratings);
        errors = List.copyOf(errors);
        byCategory = List.copyOf(byCategory);
        byTopic = List.copyOf(byTopic);
        comparisons = List.copyOf(comparisons);
    }

    /** Computes the tables from the rows that count. */
    public static Analysis of(Annotations annotations, AnalysisSettings settings) {
        PublishedTables published = PublishedTables.get();
        ModelOrder rated = new ModelOrder(published.ratedModels(), settings.models());
        ModelOrder checked = new ModelOrder(published.checkedModels(), settings.models());
        // Without rules it is plain which rows count, and annotators can be looked at meanwhile, on another processor.
        CompletableFuture<Screening> screened =
                CompletableFuture.supplyAsync(() -> Screening.of(annotations, settings.rules()));
        boolean ruled = !settings.rules().bounds().isEmpty()
                || !settings.rules().named().isEmpty();
        Annotations judgements = new Checks(settings.rules().gold()).without(annotations);
        Annotations rows = ruled ? joined(screened).kept() : judgements;
        List<RatingTable> ratings =
                perOrigin(rows.ratings(), (origin, ofOrigin) -> RatingTable.of(origin, ofOrigin, rated));
        List<ErrorTable> errors =
                perOrigin(rows.turnErrors(), (origin, ofOrigin) -> ErrorTable.of(origin, ofOrigin, checked));
        // Directions do not depend on who is left out, so that the same pairs are compared with and without.
        List<ModelPair> pairs = ModelPair.directions(judgements.preferences(), published.pairs(), settings);
        List<Preference> turned = ModelPair.turned(rows.preferences(), pairs);
        List<PairwiseTable> byCategory =
                perOrigin(turned, (origin, ofOrigin) -> PairwiseTable.byCategory(origin, ofOrigin, pairs));
        List<PairwiseTable> byTopic =
                perOrigin(turned, (origin, ofOrigin) -> PairwiseTable.byTopic(origin, ofOrigin, pairs));
        Inference inference = Inference.of(rows, turned, pairs, rated, checked, settings);
        Screening screening = joined(screened);
        Optional<ExclusionEffect> effect = Optional.of(screening)
                .filter(Screening::excludes)
                .map(one -> Inference.of(
                        one.withoutChecks(),
                        ModelPair.turned(one.withoutChecks().preferences(), pairs),
                        pairs,
                        rated,
                        checked,
                        settings))
                .map(all -> ExclusionEffect.of(all, inference));
        return new Analysis(
                annotations,
                ratings,
                errors,
                byCategory,
                byTopic,
                comparisons(published, ratings, errors, byCategory, byTopic),
                inference,
                screening,
                effect,
                settings.judged()
                        .map(judged -> JudgeSensitivity.of(
                                judged.all(),
                                judged.variants(),
                                some -> Inference.of(
                                        some,
                                        ModelPair.turned(some.preferences(), pairs),
                                        pairs,
                                        rated,
                                        checked,
                                        settings))));
    }

    /** Waits for a part, and fails as it does. */
    private static <T> T joined(CompletableFuture<T> part) {
        try {
            return part.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** Returns the origins of the rows that count, the preferred one first. */
    public List<Origin> origins() {
        return screening.kept().stream()
                .map(Annotation::origin)
                .distinct()
                .sorted()
                .toList();
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
