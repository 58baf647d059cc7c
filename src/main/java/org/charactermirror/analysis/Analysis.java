package org.charactermirror.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.Origin;

/**
 * All tables of a set of judgements. Each list holds one table per origin, the preferred one first, and is empty where
 * there are no such rows.
 *
 * @param rows all that were read, those that do not count among them
 * @param judgements that are no checks
 * @param kept those of annotators who were not left out
 * @param errorsByTurn of the preferred table of errors; nothing where there is none
 * @param comparisons of the preferred tables with the published ones, where they share models
 * @param inference what the rows support beyond the tables' figures
 * @param screening which rows count, and how annotators judged
 * @param effect of leaving annotators out; nothing where none were
 * @param sensitivity of what judges' rows say to who judged and how; nothing where there is nothing to compare
 */
public record Analysis(
        RowCounts rows,
        JudgementScope judgements,
        JudgementScope kept,
        List<RatingTable> ratings,
        List<ErrorTable> errors,
        Optional<ErrorsByTurn> errorsByTurn,
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

    /** Computes the tables from those of the rows that count. */
    public static Analysis of(Annotations annotations, AnalysisSettings settings) {
        return of(RowSource.of(annotations), settings);
    }

    /**
     * Computes the tables from those of the rows that count.
     *
     * @throws org.charactermirror.problem.BadInputException if a gold item expects of rows what none of them can say
     */
    public static Analysis of(RowSource source, AnalysisSettings settings) {
        PublishedTables published = PublishedTables.get();
        ModelOrder rated = new ModelOrder(published.ratedModels(), settings.models());
        ModelOrder checked = new ModelOrder(published.checkedModels(), settings.models());
        // Runs do not depend on anything else, and can be looked for meanwhile, on another processor.
        CompletableFuture<Map<AnnotatorKey, Integer>> runs =
                CompletableFuture.supplyAsync(() -> source.longestRuns(settings.rules()));
        Survey survey = source.survey(settings, Set.of());
        Screening screening = Screening.of(survey, joined(runs), settings.rules());
        Summary judgements = survey.judgements();
        Summary kept =
                screening.excludes() ? source.survey(settings, screening.out()).judgements() : judgements;
        // Pairs do not depend on who is left out, so that the same ones are compared with and without.
        List<ModelPair> pairs = PairDirections.of(settings).sorted(judgements.pairs());
        Function<Summary, Inference> inferred =
                summary -> Inference.of(summary, pairs, rated, checked, settings.clusters());
        List<RatingTable> ratings = new ArrayList<>();
        kept.origins(Kind.RATINGS).forEach(origin -> ratings.add(RatingTable.of(origin, kept.ratings(origin), rated)));
        List<ErrorTable> errors = new ArrayList<>();
        kept.origins(Kind.TURN_ERRORS)
                .forEach(origin -> errors.add(ErrorTable.of(origin, kept.errors(origin), checked)));
        List<PairwiseTable> byCategory = new ArrayList<>();
        List<PairwiseTable> byTopic = new ArrayList<>();
        for (Origin origin : kept.origins(Kind.PREFERENCES)) {
            List<Choice> choices = kept.choices(origin);
            byCategory.add(PairwiseTable.byCategory(origin, choices, pairs));
            byTopic.add(PairwiseTable.byTopic(origin, choices, pairs));
        }
        Inference inference = inferred.apply(kept);
        return new Analysis(
                survey.counts(),
                judgements.scope(),
                kept.scope(),
                ratings,
                errors,
                errors.stream().findFirst().map(table -> byTurn(kept, table)),
                byCategory,
                byTopic,
                comparisons(published, ratings, errors, byCategory, byTopic),
                inference,
                screening,
                screening.excludes()
                        ? Optional.of(ExclusionEffect.of(inferred.apply(judgements), inference))
                        : Optional.empty(),
                settings.judged()
                        .map(judged -> JudgeSensitivity.of(
                                judged.all(), judged.variants(), some -> ofJudges(some, settings, rated, checked))));
    }

    /** A choice of judges' rows may have pairs of which nobody else has any. */
    private static Inference ofJudges(
            Annotations some, AnalysisSettings settings, ModelOrder rated, ModelOrder checked) {
        Summary summary = Summary.of(some, SummarySettings.of(settings, Set.of()));
        List<ModelPair> pairs = PairDirections.of(settings).sorted(summary.pairs());
        return Inference.of(summary, pairs, rated, checked, settings.clusters());
    }

    private static ErrorsByTurn byTurn(Summary kept, ErrorTable table) {
        return kept.onset()
                .byTurn(
                        table.origin(),
                        table.rows().stream().map(ErrorTable.Row::model).toList());
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
        Set<Origin> origins = new TreeSet<>();
        kept.origins().values().forEach(origins::addAll);
        return List.copyOf(origins);
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
