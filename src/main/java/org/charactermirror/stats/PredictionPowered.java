package org.charactermirror.stats;

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
 * plus that by annotators less that by both (Cameron, Gelbach and Miller 2011), at least that by either kind alone. An item that only
 * the judge scored has a character and no annotator. The interval uses Student's t with one degree of freedom less than scored
 * clusters of the rarer kind.
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
        return of(errors.add(sample, 1, lambda(sample, tuning)), errors);
    }

    /** Returns the first mean less the second, of samples whose clusters have the same numbers. */
    public static PredictionPowered difference(PoweredSample first, PoweredSample second, Tuning tuning) {
        Errors errors = new Errors();
        double estimate = errors.add(first, 1, lambda(first, tuning)) + errors.add(second, -1, lambda(second, tuning));
        return of(estimate, errors);
    }

    /** Returns the share of the judge's scores that goes into the mean. */
    public static double lambda(PoweredSample sample, Tuning tuning) {
        return switch (tuning) {
            case NONE -> 0;
            case POWER -> sample.power();
            case FULL -> sample.unscored().length == 0 ? 0 : 1;
        };
    }

    private static PredictionPowered of(double estimate, Errors errors) {
        int clusters = Math.min(errors.annotators, errors.characters);
        Optional<String> obstacle = errors.obstacle();
        if (obstacle.isPresent()) {
            return new PredictionPowered(estimate, Optional.empty(), obstacle.get(), clusters);
        }
        double half = StudentT.quantile(LEVEL, clusters - 1) * Math.sqrt(errors.variance());
        return new PredictionPowered(
                estimate, Optional.of(new Interval(estimate - half, estimate + half)), "", clusters);
    }

    /** What rows and items add to the estimate's error, summed by character, annotator and both. */
    private static final class Errors {

        private final Map<Integer, double[]> byCharacter = new TreeMap<>();
        private final Map<Integer, double[]> byAnnotator = new TreeMap<>();
        private final Map<Long, double[]> byBoth = new TreeMap<>();
        /** Of the sample that has the fewest. */
        private int annotators = Integer.MAX_VALUE;

        private int characters = Integer.MAX_VALUE;
        /** The same of items that only the judge scored, in samples where he is followed. */
        private int charactersOfUnscored = Integer.MAX_VALUE;

        /** Adds a sample and returns its mean, both times a sign. */
        double add(PoweredSample sample, int sign, double lambda) {
            double meanScore = sample.meanOfScores();
            double meanPredicted = sample.meanOfPredicted();
            double meanUnscored = sample.meanOfUnscored();
            int rows = sample.scores().length;
            Map<Integer, double[]> ofCharacters = new TreeMap<>();
            Map<Integer, double[]> ofAnnotators = new TreeMap<>();
            Map<Long, double[]> ofBoth = new TreeMap<>();
            for (int row = 0; row < rows; row++) {
                double error = sign
                        * (sample.scores()[row] - meanScore - lambda * (sample.predicted()[row] - meanPredicted))
                        / rows;
                int annotator = sample.annotators()[row];
                int character = sample.characters()[row];
                sum(ofCharacters, character, error);
                sum(ofAnnotators, annotator, error);
                sum(ofBoth, (long) annotator << Integer.SIZE | character, error);
            }
            take(ofCharacters, byCharacter);
            take(ofAnnotators, byAnnotator);
            take(ofBoth, byBoth);
            annotators = Math.min(annotators, sample.scoredAnnotators());
            characters = Math.min(characters, sample.scoredCharacters());
            if (lambda == 0) {
                return sign * meanScore;
            }
            Map<Integer, double[]> ofUnscored = new TreeMap<>();
            int unscored = sample.unscored().length;
            for (int item = 0; item < unscored; item++) {
                double error = sign * lambda * (sample.unscored()[item] - meanUnscored) / unscored;
                sum(ofUnscored, sample.unscoredCharacters()[item], error);
            }
            take(ofUnscored, byCharacter);
            charactersOfUnscored = Math.min(charactersOfUnscored, sample.charactersOfUnscored());
            return sign * (meanScore - lambda * (meanPredicted - meanUnscored));
        }

        private static <K> void sum(Map<K, double[]> sums, K cluster, double error) {
            sums.computeIfAbsent(cluster, unused -> new double[1])[0] += error;
        }

        /** Takes in the sums of one mean, enlarged so that their squares add up to an unbiased variance: each mean by its own clusters. */
        private static <K> void take(Map<K, double[]> sums, Map<K, double[]> all) {
            int n = sums.size();
            double enlarged = n < 2 ? 1 : Math.sqrt((double) n / (n - 1));
            sums.forEach((cluster, sum) -> sum(all, cluster, enlarged * sum[0]));
        }

        Optional<String> obstacle() {
            return characters < 2
                    ? Optional.of("scored rows of only one of the characters")
                    : annotators < 2
                            ? Optional.of("scored rows of only one of the annotators")
                            : charactersOfUnscored < 2
                                    ? Optional.of("unscored items of only one of the characters")
                                    : Optional.empty();
        }

        double variance() {
            double ofCharacters = squares(byCharacter);
            double ofAnnotators = squares(byAnnotator);
            return Math.max(Math.max(ofCharacters, ofAnnotators), ofCharacters + ofAnnotators - squares(byBoth));
        }

        private static double squares(Map<?, double[]> sums) {
            return sums.values().stream().mapToDouble(sum -> sum[0] * sum[0]).sum();
        }
    }
}
