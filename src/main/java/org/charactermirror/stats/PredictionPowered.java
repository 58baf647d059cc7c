package org.charactermirror.stats;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The mean of people's scores, estimated from few items that they scored and many that a judge did (prediction-powered inference,
 * Angelopoulos, Bates, Fannjiang, Jordan and Zrnic 2023, Science 382; with the power tuning of PPI++, Angelopoulos, Duchi and Zrnic
 * 2023):
 *
 * <pre>estimate = mean(Y) - lambda (mean(f) over scored rows - mean(f) over unscored items)</pre>
 *
 * <p>Scored items must be chosen as if at random. Rows that share an annotator or a character depend on each other: what each
 * row adds to the estimate's error is summed within characters, and within annotators, and the variance is that by characters
 * plus that by annotators less that by both (Cameron, Gelbach and Miller 2011), at least that by characters. An item that only the judge
 * scored has a character and no annotator. The interval uses Student's t with one degree of freedom less than scored clusters
 * of the rarer kind.
 *
 * @param estimate the mean, or the difference of two
 * @param interval nothing where it cannot be estimated
 * @param reason why there is no interval; empty if there is one
 * @param clusters of the rarer kind that have scored rows, in the smaller of two samples
 */
public record PredictionPowered(double estimate, Optional<Interval> interval, String reason, int clusters) {

    private static final double LEVEL = 0.95;

    /** How far the judge is followed. */
    public enum Tuning {
        /** Not at all: the usual mean of people's scores. */
        NONE,
        /** As far as it shortens the interval. */
        POWER,
        /** Wholly, as in the article of 2023. */
        FULL
    }

    /** Returns the mean of a sample with at least one scored row. */
    public static PredictionPowered mean(PoweredSample sample, Tuning tuning) {
        Errors errors = new Errors();
        double estimate = errors.add(sample, 1, lambda(sample, tuning));
        return of(estimate, errors, errors.scoredClusters());
    }

    /** Returns the first mean less the second, of samples whose clusters have the same numbers. */
    public static PredictionPowered difference(PoweredSample first, PoweredSample second, Tuning tuning) {
        Errors errors = new Errors();
        double estimate = errors.add(first, 1, lambda(first, tuning)) + errors.add(second, -1, lambda(second, tuning));
        int clusters = Math.min(
                mean(first, Tuning.NONE).clusters(), mean(second, Tuning.NONE).clusters());
        return of(estimate, errors, clusters);
    }

    /** Returns the share of the judge's scores that goes into the mean. */
    public static double lambda(PoweredSample sample, Tuning tuning) {
        return switch (tuning) {
            case NONE -> 0;
            case POWER -> sample.power();
            case FULL -> sample.unscored().length == 0 ? 0 : 1;
        };
    }

    private static PredictionPowered of(double estimate, Errors errors, int clusters) {
        if (clusters < 2) {
            String kind = errors.annotators() < 2 ? "annotators" : "characters";
            return new PredictionPowered(
                    estimate, Optional.empty(), "scored rows of only one of the " + kind, clusters);
        }
        double half = StudentT.quantile(LEVEL, clusters - 1) * Math.sqrt(errors.variance());
        return new PredictionPowered(
                estimate, Optional.of(new Interval(estimate - half, estimate + half)), "", clusters);
    }

    /** What each row adds to the estimate's error, summed by character, annotator and both. */
    private static final class Errors {

        private final Map<Integer, double[]> byCharacter = new TreeMap<>();
        private final Map<Integer, double[]> byAnnotator = new TreeMap<>();
        private final Map<Long, double[]> byBoth = new TreeMap<>();
        private final Map<Integer, Boolean> scoredCharacters = new HashMap<>();

        /** Adds a sample and returns its mean, both times a sign. */
        double add(PoweredSample sample, int sign, double lambda) {
            double meanScore = sample.meanOfScores();
            double meanPredicted = sample.meanOfPredicted();
            double meanUnscored = sample.meanOfUnscored();
            int rows = sample.scores().length;
            for (int row = 0; row < rows; row++) {
                double error = sign
                        * (sample.scores()[row] - meanScore - lambda * (sample.predicted()[row] - meanPredicted))
                        / rows;
                int annotator = sample.annotators()[row];
                int character = sample.characters()[row];
                sum(byCharacter, character, error);
                sum(byAnnotator, annotator, error);
                sum(byBoth, (long) annotator << Integer.SIZE | character, error);
                scoredCharacters.put(character, true);
            }
            int unscored = sample.unscored().length;
            for (int item = 0; item < unscored && lambda != 0; item++) {
                sum(
                        byCharacter,
                        sample.unscoredCharacters()[item],
                        sign * lambda * (sample.unscored()[item] - meanUnscored) / unscored);
            }
            return sign * (meanScore - (lambda == 0 ? 0 : lambda * (meanPredicted - meanUnscored)));
        }

        private static <K> void sum(Map<K, double[]> sums, K cluster, double error) {
            sums.computeIfAbsent(cluster, unused -> new double[1])[0] += error;
        }

        int annotators() {
            return byAnnotator.size();
        }

        int scoredClusters() {
            return Math.min(byAnnotator.size(), scoredCharacters.size());
        }

        double variance() {
            double characters = variance(byCharacter);
            return Math.max(characters, characters + variance(byAnnotator) - variance(byBoth));
        }

        /** Returns the sum of squares, enlarged as that of a sample is. */
        private static double variance(Map<?, double[]> sums) {
            double squares = 0;
            for (double[] sum : sums.values()) {
                squares += sum[0] * sum[0];
            }
            int n = sums.size();
            return n < 2 ? squares : squares * n / (n - 1);
        }
    }
}
