package org.charactermirror.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Intervals of strengths when clusters of comparisons are drawn anew; resamples without an estimate are counted. */
public final class StrengthsBootstrap {

    private final int contestants;
    private final int firsts;
    private final int seconds;
    private final List<int[]> outcomes = new ArrayList<>();

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
    }

    /**
     * Adds a comparison.
     *
     * @param tie whether neither won
     */
    public void add(int first, int second, int winner, int loser, boolean tie) {
        outcomes.add(new int[] {first, second, winner, loser, tie ? 1 : 0});
    }

    /** Returns the counts of all comparisons. */
    public PairCounts counts() {
        return counts(ones(firsts), ones(seconds));
    }

    private static int[] ones(int size) {
        int[] ones = new int[size];
        Arrays.fill(ones, 1);
        return ones;
    }

    private PairCounts counts(int[] firstWeights, int[] secondWeights) {
        double[][] wins = new double[contestants][contestants];
        double[][] ties = new double[contestants][contestants];
        for (int[] outcome : outcomes) {
            int weight = firstWeights[outcome[0]] * secondWeights[outcome[1]];
            if (outcome[4] == 0) {
                wins[outcome[2]][outcome[3]] += weight;
            } else {
                ties[outcome[2]][outcome[3]] += weight;
                ties[outcome[3]][outcome[2]] += weight;
            }
        }
        return new PairCounts(wins, ties);
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
        Resampling.of(firsts, seconds, resamples, seed).forEach((resample, firstWeights, secondWeights) -> {
            PairedStrengths one = PairedStrengths.near(estimate, counts(firstWeights, secondWeights), names, model);
            for (int i = 0; i < contestants; i++) {
                strengths[i][resample] = one instanceof PairedStrengths.Estimated estimated
                        ? estimated.logStrengths()[i]
                        : Double.NaN;
            }
        });
        List<Optional<ClusterBootstrap.Resampled>> intervals = new ArrayList<>();
        for (double[] strength : strengths) {
            intervals.add(ClusterBootstrap.interval(strength));
        }
        return intervals;
    }
}
