package org.charactermirror.analysis;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.Origin;
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
     * @param pairs in the directions in which comparisons were added up
     */
    static Inference of(
            Summary summary, List<ModelPair> pairs, ModelOrder rated, ModelOrder checked, Optional<ClusterKind> kind) {
        Optional<Origin> ratingOrigin = summary.preferred(Kind.RATINGS);
        Optional<Origin> errorOrigin = summary.preferred(Kind.TURN_ERRORS);
        Optional<Origin> pairsOrigin = summary.preferred(Kind.PREFERENCES);
        // On another processor, while this one goes on with the rest.
        CompletableFuture<Agreements> agreements = CompletableFuture.supplyAsync(() -> Agreements.of(summary));
        List<RatingCells.Rated> ratings = ratingOrigin.map(summary::ratings).orElse(List.of());
        List<ErrorCells.Checked> errors = errorOrigin.map(summary::errors).orElse(List.of());
        List<Choice> choices = pairsOrigin.map(summary::choices).orElse(List.of());
        Optional<Origin> people = people(summary);
        List<Choice> ofPeople = people.equals(pairsOrigin)
                ? choices
                : people.map(summary::choices).orElse(List.of());
        List<Choice> ofJudges = pairsOrigin.equals(Optional.of(Origin.JUDGE)) ? choices : summary.choices(Origin.JUDGE);
        List<String> checkedModels =
                checked.sorted(errors.stream().map(one -> one.key().modelA()).toList());
        return new Inference(
                ratingOrigin.map(origin -> TableInference.ofRatings(
                        origin,
                        ratings,
                        rated.sorted(ratings.stream()
                                .map(cell -> cell.key().modelA())
                                .toList()),
                        kind)),
                errorOrigin.map(origin -> TableInference.ofErrors(origin, errors, checkedModels, kind)),
                pairsOrigin
                        .map(origin -> PairInference.of(origin.word(), choices, pairs, kind))
                        .orElse(List.of()),
                pairsOrigin,
                Ranking.of(choices, PairedStrengths.Model.DAVIDSON, kind),
                Ranking.of(choices, PairedStrengths.Model.RAO_KUPPER, kind),
                PositionEffect.ofChoices(people.map(summary::shown).orElse(List.of()), kind),
                PositionEffect.ofChoices(summary.shown(Origin.JUDGE), kind),
                errorOrigin.flatMap(origin -> ErrorOnset.of(origin, summary.onset(), checkedModels)),
                errorOrigin.map(origin -> ErrorDensity.of(origin, errors, checkedModels, kind)),
                LengthEffect.of(ofPeople, pairs, kind),
                LengthEffect.of(ofJudges, pairs, kind),
                agreements.join());
    }

    /** Returns the preferred origin of comparisons that people made or that stand for people's. */
    private static Optional<Origin> people(Summary summary) {
        return summary.origins(Kind.PREFERENCES).stream()
                .filter(origin -> origin != Origin.JUDGE && origin != Origin.AUTOMATIC)
                .findFirst();
    }
}
