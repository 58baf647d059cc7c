package org.charactermirror.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.charactermirror.annotation.Outcome;
import org.charactermirror.stats.ClusterBootstrap;
import org.charactermirror.stats.ClusterSums;
import org.charactermirror.stats.PairedStrengths;
import org.charactermirror.stats.StrengthsBootstrap;

/**
 * One order of all models from comparisons of two at a time; replies that were both bad count as tied.
 *
 * @param model which probabilities strengths stand for
 * @param n how many comparisons there are
 * @param strengths of the models, strongest first; empty where there is no estimate
 * @param tieParameter Davidson's nu or Rao and Kupper's theta; 0 where there is no estimate
 * @param reason why there is none; empty if there is one
 */
public record Ranking(
        PairedStrengths.Model model, int n, List<Strength> strengths, double tieParameter, String reason) {

    private static final String NO_RESAMPLES = "only Davidson's model is fitted to resamples";

    public Ranking {
        strengths = List.copyOf(strengths);
    }

    /**
     * A model's place.
     *
     * @param logStrength all of them sum to zero
     */
    public record Strength(String model, double logStrength, Uncertainty uncertainty) {}

    /** Estimates from comparisons of one origin; nothing where there are none. */
    static Optional<Ranking> of(List<Choice> choices, PairedStrengths.Model model, Optional<ClusterKind> kind) {
        if (choices.isEmpty()) {
            return Optional.empty();
        }
        List<String> names = choices.stream()
                .flatMap(choice -> choice.pair().models())
                .distinct()
                .sorted()
                .toList();
        RowClusters rows = new RowClusters();
        choices.forEach(choice -> rows.add(choice.key()));
        int n = choices.stream().mapToInt(Choice::times).sum();
        ClusterKind chosen = kind.orElseGet(rows::usual);
        boolean drawn = rows.obstacle(chosen).isEmpty();
        StrengthsBootstrap bootstrap =
                new StrengthsBootstrap(names.size(), drawn ? rows.firsts(chosen) : 1, drawn ? rows.seconds(chosen) : 1);
        for (int row = 0; row < choices.size(); row++) {
            Choice choice = choices.get(row);
            int a = names.indexOf(choice.key().modelA());
            int b = names.indexOf(choice.key().modelB());
            boolean lost = choice.outcome() == Outcome.LOSE;
            bootstrap.add(
                    drawn ? rows.first(chosen, row) : 0,
                    drawn ? rows.second(chosen, row) : 0,
                    lost ? b : a,
                    lost ? a : b,
                    !choice.isDecided(),
                    choice.times());
        }
        PairedStrengths strengths = PairedStrengths.of(bootstrap.counts(), names, model);
        if (strengths instanceof PairedStrengths.NotEstimable none) {
            return Optional.of(new Ranking(model, n, List.of(), 0, none.reason()));
        }
        PairedStrengths.Estimated estimated = (PairedStrengths.Estimated) strengths;
        // To fit a second model to as many resamples would take as long as all else, and say the same.
        boolean resampled = drawn && model == PairedStrengths.Model.DAVIDSON;
        List<Optional<ClusterBootstrap.Resampled>> intervals = resampled
                ? bootstrap.intervals(
                        names, estimated, model, ClusterBootstrap.RESAMPLES, FigureSet.seed("ranking " + model))
                : names.stream()
                        .map(name -> Optional.<ClusterBootstrap.Resampled>empty())
                        .toList();
        List<Strength> ordered = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            ordered.add(new Strength(
                    names.get(i),
                    estimated.logStrengths()[i],
                    drawn && !resampled
                            ? new Uncertainty(Optional.empty(), NO_RESAMPLES, chosen, rows.firsts(chosen), 0)
                            : Uncertainty.of(
                                    rows,
                                    chosen,
                                    drawn ? List.of(clustersOf(names.get(i), choices, rows, chosen)) : List.of(),
                                    intervals.get(i))));
        }
        ordered.sort((one, other) -> Double.compare(other.logStrength(), one.logStrength()));
        return Optional.of(new Ranking(model, n, ordered, estimated.tieParameter(), ""));
    }

    /** Returns in which clusters a model was compared: few of them make its interval too narrow, however many others there are. */
    private static ClusterSums clustersOf(String name, List<Choice> choices, RowClusters rows, ClusterKind kind) {
        ClusterSums.Builder builder = new ClusterSums.Builder(rows.firsts(kind), rows.seconds(kind));
        for (int row = 0; row < choices.size(); row++) {
            if (choices.get(row).pair().models().anyMatch(name::equals)) {
                builder.add(rows.first(kind, row), rows.second(kind, row), 0);
            }
        }
        return builder.build();
    }
}
