package org.charactermirror.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.charactermirror.annotation.Outcome;
import org.charactermirror.annotation.Preference;
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

    /** A comparison and the lengths of its replies, in its own order. */
    private record Measured(Preference row, int a, int b) {

        boolean isDecided() {
            return row.outcome() == Outcome.WIN || row.outcome() == Outcome.LOSE;
        }

        /** Compares without rounding: the difference is less than a tenth of the longer. */
        boolean isAlike() {
            return a == b || 10L * Math.abs(a - b) < Math.max(a, b);
        }

        boolean wentToLonger() {
            return (row.outcome() == Outcome.WIN) == (a > b);
        }
    }

    /** Counts in preferences of one origin that stand in their pairs' directions; nothing where there are none. */
    static Optional<LengthEffect> of(
            List<Preference> preferences, List<ModelPair> pairs, ReplyLengths lengths, Optional<ClusterKind> kind) {
        if (preferences.isEmpty()) {
            return Optional.empty();
        }
        List<Measured> measured = new ArrayList<>();
        int unknown = 0;
        for (Preference row : preferences) {
            OptionalInt a = lengths.of(row.subject(), row.modelA(), row.turn());
            OptionalInt b = lengths.of(row.subject(), row.modelB(), row.turn());
            boolean decided = row.outcome() == Outcome.WIN || row.outcome() == Outcome.LOSE;
            if (a.isPresent() && b.isPresent()) {
                measured.add(new Measured(row, a.getAsInt(), b.getAsInt()));
            } else {
                unknown += decided ? 1 : 0;
            }
        }
        List<Measured> decided = measured.stream().filter(Measured::isDecided).toList();
        List<Measured> different =
                decided.stream().filter(one -> one.a() != one.b()).toList();
        int longer = (int) different.stream().filter(Measured::wentToLonger).count();
        return Optional.of(new LengthEffect(
                longer,
                different.size(),
                decided.size() - different.size(),
                unknown,
                uncertainty(different, kind),
                different.isEmpty() ? Optional.empty() : Optional.of(Wilson.of(longer, different.size())),
                alike(measured, pairs, kind)));
    }

    private static Uncertainty uncertainty(List<Measured> different, Optional<ClusterKind> kind) {
        RowClusters rows = new RowClusters();
        different.forEach(one -> rows.add(
                one.row().subject(), one.row().modelA() + "~" + one.row().modelB()));
        ClusterKind chosen = kind.orElseGet(rows::usual);
        if (different.isEmpty()) {
            return Uncertainty.of(rows, chosen, List.of(), Optional.empty());
        }
        ColumnValues.Builder builder = new ColumnValues.Builder(rows, chosen);
        for (int row = 0; row < different.size(); row++) {
            builder.add(row, different.get(row).wentToLonger() ? 1 : 0);
        }
        ClusterBootstrap bootstrap = ClusterBootstrap.of(
                List.of(builder.build().resampled()),
                Math.max(1, rows.firsts(chosen)),
                Math.max(1, rows.seconds(chosen)),
                ClusterBootstrap.RESAMPLES,
                FigureSet.seed("length"));
        return Uncertainty.of(rows, chosen, List.of(), bootstrap.interval(0));
    }

    private static List<Alike> alike(List<Measured> measured, List<ModelPair> pairs, Optional<ClusterKind> kind) {
        List<Alike> found = new ArrayList<>();
        for (ModelPair pair : pairs) {
            List<Measured> own = measured.stream()
                    .filter(one -> one.row().modelA().equals(pair.modelA())
                            && one.row().modelB().equals(pair.modelB()))
                    .toList();
            List<Preference> alike =
                    own.stream().filter(Measured::isAlike).map(Measured::row).toList();
            Optional<Result> result = PairInference.of("alike", alike, List.of(pair), kind).stream()
                    .findFirst()
                    .map(one -> new Result(one.tally(), one.advantage(), one.uncertainty()));
            if (!own.isEmpty()) {
                found.add(new Alike(pair.modelA(), pair.modelB(), alike.size(), own.size(), result));
            }
        }
        return found;
    }
}
