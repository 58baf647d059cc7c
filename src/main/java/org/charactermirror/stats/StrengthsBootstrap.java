package org.charactermirror.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Intervals of strengths when clusters of comparisons are drawn anew; resamples without an estimate are counted. */
public final class StrengthsBootstrap {

    private final int contestants;
    private final int firsts;
    private final int seconds;
    /** By winner and loser, and of ties by both in order, what was counted in clusters; nothing where they never met. */
    private final ClusterSums.@Nullable Builder[] wins;

    private final ClusterSums.@Nullable Builder[] ties;

    /**
     * Starts without comparisons.
     *
     * @param firsts how many clusters of the first kind there are
     * @param seconds how many of the second kind; 1 if there is one kind only
     */
    public StrengthsBootstrap(int contestants, int firsts, int seconds) {
        this.contestants = contestants;
        this.firsts = firsts;
        this.seconds = seconds;
        this.wins = new ClusterSums.Builder[contestants * contestants];
        this.ties = new ClusterSums.Builder[contestants * contestants];
    }

    /**
     * Adds a comparison.
     *
     * @param tie whether neither won
     */
    public void add(int first, int second, int winner, int loser, boolean tie) {
        add(first, second, winner, loser, tie, 1);
    }

    /** Adds so many comparisons that ended alike. */
    public void add(int first, int second, int winner, int loser, boolean tie, int times) {
        ClusterSums.@Nullable Builder[] counted = tie ? ties : wins;
        int place =
                tie ? Math.min(winner, loser) * contestants + Math.max(winner, loser) : winner * contestants + loser;
        ClusterSums.Builder builder = counted[place];
        if (builder == null) {
            builder = new ClusterSums.Builder(firsts, seconds);
            counted[place] = builder;
        }
        builder.add(first, second, times, times);
    }

    /** Returns the counts of all comparisons. */
    public PairCounts counts() {
        return counts(sums(wins), sums(ties), ClusterSums::rows);
    }

    private static List<Optional<ClusterSums>> sums(ClusterSums.@Nullable Builder[] builders) {
        return Arrays.stream(builders)
                .map(builder -> Optional.ofNullable(builder).map(ClusterSums.Builder::build))
                .toList();
    }

    private static List<Optional<double[]>> drawn(List<Optional<ClusterSums>> all, DrawnWeights drawn) {
        return all.stream()
                .map(one -> one.map(sums -> sums.weightedCounts(drawn)))
                .toList();
    }

    private <T> PairCounts counts(List<Optional<T>> won, List<Optional<T>> tied, ToDoubleFunction<T> count) {
        double[][] winCounts = new double[contestants][contestants];
        double[][] tieCounts = new double[contestants][contestants];
        for (int i = 0; i < contestants; i++) {
            for (int j = 0; j < contestants; j++) {
                int place = i * contestants + j;
                winCounts[i][j] = won.get(place).map(count::applyAsDouble).orElse(0.0);
                if (i < j) {
                    tieCounts[i][j] = tied.get(place).map(count::applyAsDouble).orElse(0.0);
                    tieCounts[j][i] = tieCounts[i][j];
                }
            }
        }
        return new PairCounts(winCounts, tieCounts);
    }

    /**
     * Returns the interval of each contestant's log strength; nothing where no resample has an estimate.
     *
     * @param estimate from all comparisons
     */
    public List<Optional<ClusterBootstrap.Resampled>> intervals(
            List<String> names,
            PairedStrengths.Estimated estimate,
            PairedStrengths.Model model,
            int resamples,
            long seed) {
        double[][] strengths = new double[contestants][resamples];
        List<Optional<ClusterSums>> won = sums(wins);
        List<Optional<ClusterSums>> tied = sums(ties);
        Resampling.of(firsts, seconds, resamples, seed).forEachBlock(drawn -> {
            List<Optional<double[]>> drawnWins = drawn(won, drawn);
            List<Optional<double[]>> drawnTies = drawn(tied, drawn);
            for (int draw = 0; draw < drawn.draws(); draw++) {
                int number = draw;
                PairCounts counts = counts(drawnWins, drawnTies, times -> times[number]);
                PairedStrengths one = PairedStrengths.near(estimate, counts, names, model);
                for (int i = 0; i < contestants; i++) {
                    strengths[i][drawn.from() + draw] = one instanceof PairedStrengths.Estimated estimated
                            ? estimated.logStrengths()[i]
                            : Double.NaN;
                }
            }
        });
        List<Optional<ClusterBootstrap.Resampled>> intervals = new ArrayList<>();
        for (double[] strength : strengths) {
            intervals.add(ClusterBootstrap.interval(strength));
        }
        return intervals;
    }
}
