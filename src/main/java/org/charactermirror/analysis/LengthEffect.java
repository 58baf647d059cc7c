package org.charactermirror.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.charactermirror.annotation.Outcome;
import org.charactermirror.stats.ClusterBootstrap;
import org.charactermirror.stats.Interval;
import org.charactermirror.stats.Wilson;

/**
 * How often the longer reply was chosen, where one of the two was, and what is left of a model's advantage among replies of about
 * the same length.
 *
 * @param longer decided comparisons that went to the longer reply
 * @param decided comparisons with a winner whose replies differ in length
 * @param equal comparisons with a winner whose replies are equally long
 * @param unknown comparisons with a winner of whose replies a length is not known
 * @param uncertainty of the share
 * @param wilson of the share, which ignores clustering; nothing where nothing was decided
 * @param alike by pair of models, the comparisons of replies whose lengths differ by less than 10 % of the longer one
 */
public record LengthEffect(
        int longer,
        int decided,
        int equal,
        int unknown,
        Uncertainty uncertainty,
        Optional<Interval> wilson,
        List<Alike> alike) {

    public LengthEffect {
        alike = List.copyOf(alike);
    }

    /**
     * Comparisons of two models' replies of about the same length.
     *
     * @param n how many there are
     * @param ofAll of how many comparisons whose lengths are known
     * @param result of these; nothing where there are none
     */
    public record Alike(String modelA, String modelB, int n, int ofAll, Optional<Result> result) {}

    /**
     * What came of comparisons.
     *
     * @param advantage wins less losses of the first model, in percent of all
     */
    public record Result(Tally tally, double advantage, Uncertainty uncertainty) {}

    /** Counts in comparisons of one origin that stand in their pairs' directions; nothing where there are none. */
    static Optional<LengthEffect> of(List<Choice> choices, List<ModelPair> pairs, Optional<ClusterKind> kind) {
        if (choices.isEmpty()) {
            return Optional.empty();
        }
        List<Choice> measured = choices.stream()
                .filter(choice -> choice.lengths() != Choice.Lengths.UNKNOWN)
                .toList();
        List<Choice> decided = measured.stream().filter(Choice::isDecided).toList();
        List<Choice> different = decided.stream()
                .filter(choice -> choice.lengths() != Choice.Lengths.EQUAL)
                .toList();
        int longer = count(different.stream().filter(LengthEffect::wentToLonger).toList());
        int n = count(different);
        return Optional.of(new LengthEffect(
                longer,
                n,
                count(decided) - n,
                count(choices.stream().filter(Choice::isDecided).toList()) - count(decided),
                uncertainty(different, kind),
                n == 0 ? Optional.empty() : Optional.of(Wilson.of(longer, n)),
                alike(measured, pairs, kind)));
    }

    private static boolean wentToLonger(Choice choice) {
        return (choice.outcome() == Outcome.WIN) == choice.lengths().firstIsLonger();
    }

    private static int count(List<Choice> choices) {
        return choices.stream().mapToInt(Choice::times).sum();
    }

    private static Uncertainty uncertainty(List<Choice> different, Optional<ClusterKind> kind) {
        RowClusters rows = new RowClusters();
        different.forEach(choice -> rows.add(choice.key()));
        ClusterKind chosen = kind.orElseGet(rows::usual);
        if (different.isEmpty()) {
            return Uncertainty.of(rows, chosen, List.of(), Optional.empty());
        }
        ColumnValues.Builder builder = new ColumnValues.Builder(rows, chosen);
        for (int row = 0; row < different.size(); row++) {
            Choice choice = different.get(row);
            builder.add(row, wentToLonger(choice) ? choice.times() : 0, choice.times());
        }
        ClusterBootstrap bootstrap = ClusterBootstrap.of(
                List.of(builder.build().resampled()),
                Math.max(1, rows.firsts(chosen)),
                Math.max(1, rows.seconds(chosen)),
                ClusterBootstrap.RESAMPLES,
                FigureSet.seed("length"));
        return Uncertainty.of(rows, chosen, List.of(), bootstrap.interval(0));
    }

    private static List<Alike> alike(List<Choice> measured, List<ModelPair> pairs, Optional<ClusterKind> kind) {
        Map<ModelPair, List<Choice>> byPair = measured.stream().collect(Collectors.groupingBy(Choice::pair));
        List<Alike> found = new ArrayList<>();
        for (ModelPair pair : pairs) {
            List<Choice> own = byPair.getOrDefault(pair, List.of());
            List<Choice> alike =
                    own.stream().filter(choice -> choice.lengths().areAlike()).toList();
            Optional<Result> result = PairInference.of("alike", alike, List.of(pair), kind).stream()
                    .findFirst()
                    .map(one -> new Result(one.tally(), one.advantage(), one.uncertainty()));
            if (!own.isEmpty()) {
                found.add(new Alike(pair.modelA(), pair.modelB(), count(alike), count(own), result));
            }
        }
        return found;
    }
}
