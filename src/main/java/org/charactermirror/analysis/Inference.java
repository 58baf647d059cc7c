package org.charactermirror.analysis;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.Preference;
import org.charactermirror.annotation.Rating;
import org.charactermirror.annotation.TurnError;
import org.charactermirror.stats.PairedStrengths;

/**
 * What the rows support beyond their means; of each kind those of the preferred origin only.
 *
 * @param ratings nothing where there are none
 * @param errors nothing where there are none
 * @param pairs of models, in the order of the pairwise table
 * @param pairsOrigin where the comparisons come from; nothing where there are none
 * @param davidson the ranking by Davidson's model
 * @param raoKupper the ranking by Rao and Kupper's
 * @param positionOfPeople of the comparisons that people made, or stand for people's
 * @param positionOfJudges of those that judging models made
 * @param errorOnset at which turn errors begin; nothing where no error was judged
 * @param errorDensity errors in 1,000 characters; nothing where there are no turn errors
 * @param lengthOfPeople of the comparisons that people made, or stand for people's
 * @param lengthOfJudges of those that judging models made
 */
public record Inference(
        Optional<TableInference> ratings,
        Optional<TableInference> errors,
        List<PairInference> pairs,
        Optional<Origin> pairsOrigin,
        Optional<Ranking> davidson,
        Optional<Ranking> raoKupper,
        Optional<PositionEffect> positionOfPeople,
        Optional<PositionEffect> positionOfJudges,
        Optional<ErrorOnset> errorOnset,
        Optional<ErrorDensity> errorDensity,
        Optional<LengthEffect> lengthOfPeople,
        Optional<LengthEffect> lengthOfJudges,
        Agreements agreements) {

    public Inference {
        pairs = List.copyOf(pairs);
    }

    /**
     * Infers.
     *
     * @param turned preferences in the directions of their pairs
     * @param settings of which the choice of clusters and the lengths of replies count here
     */
    static Inference of(
            Annotations annotations,
            List<Preference> turned,
            List<ModelPair> pairs,
            ModelOrder rated,
            ModelOrder checked,
            AnalysisSettings settings) {
        Optional<ClusterKind> kind = settings.clusters();
        Optional<Origin> ratingOrigin = preferred(annotations.ratings());
        List<Rating> ratings = of(annotations.ratings(), ratingOrigin);
        Optional<Origin> errorOrigin = preferred(annotations.turnErrors());
        List<TurnError> errors = of(annotations.turnErrors(), errorOrigin);
        Optional<Origin> pairsOrigin = preferred(turned);
        List<Preference> preferences = of(turned, pairsOrigin);
        // On another processor, while this one goes on with the rest.
        CompletableFuture<Agreements> agreements =
                CompletableFuture.supplyAsync(() -> Agreements.of(ratings, errors, preferences));
        List<String> checkedModels = checked.sorted(errors.stream().map(TurnError::model));
        return new Inference(
                ratingOrigin.map(origin -> TableInference.ofRatings(
                        origin, ratings, rated.sorted(ratings.stream().map(Rating::model)), kind)),
                errorOrigin.map(origin -> TableInference.ofErrors(origin, errors, checkedModels, kind)),
                pairsOrigin
                        .map(origin -> PairInference.of(origin.word(), preferences, pairs, kind))
                        .orElse(List.of()),
                pairsOrigin,
                Ranking.of(preferences, PairedStrengths.Model.DAVIDSON, kind),
                Ranking.of(preferences, PairedStrengths.Model.RAO_KUPPER, kind),
                PositionEffect.of(of(turned, people(turned)), kind),
                PositionEffect.of(of(turned, Optional.of(Origin.JUDGE)), kind),
                errorOrigin.flatMap(origin -> ErrorOnset.of(origin, errors, checkedModels)),
                errorOrigin.map(origin -> ErrorDensity.of(origin, errors, checkedModels, settings.lengths(), kind)),
                LengthEffect.of(of(turned, people(turned)), pairs, settings.lengths(), kind),
                LengthEffect.of(of(turned, Optional.of(Origin.JUDGE)), pairs, settings.lengths(), kind),
                agreements.join());
    }

    /** Returns the first origin in the order of preference. */
    private static Optional<Origin> preferred(List<? extends Annotation> rows) {
        return rows.stream().map(Annotation::origin).min(Origin::compareTo);
    }

    /** Returns the preferred origin of rows that people wrote or that stand for people's. */
    private static Optional<Origin> people(List<Preference> rows) {
        return preferred(rows.stream()
                .filter(row -> row.origin() != Origin.JUDGE && row.origin() != Origin.AUTOMATIC)
                .toList());
    }

    private static <R extends Annotation> List<R> of(List<R> rows, Optional<Origin> origin) {
        return rows.stream()
                .filter(row -> origin.filter(row.origin()::equals).isPresent())
                .toList();
    }
}
