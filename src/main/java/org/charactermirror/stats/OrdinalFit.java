package org.charactermirror.stats;

import java.util.Arrays;

/**
 * The cumulative logit model of ordered categories (proportional odds, McCullagh 1980, "Regression models for ordinal data"):
 * logit P(Y at most k) = cutpoint k - x coefficients.
 */
public sealed interface OrdinalFit {

    /**
     * The estimate.
     *
     * @param cutpoints between two categories each, ascending
     * @param coefficients a positive one goes with higher categories
     * @param logLikelihood without the penalty
     */
    record Estimated(double[] cutpoints, double[] coefficients, double logLikelihood) implements OrdinalFit {

        /** Returns how likely each category is, the lowest first. */
        public double[] probabilities(double[] features) {
            double shift = 0;
            for (int j = 0; j < coefficients.length; j++) {
                shift += features[j] * coefficients[j];
            }
            double[] likely = new double[cutpoints.length + 1];
            double below = 0;
            for (int k = 0; k < cutpoints.length; k++) {
                double upTo = 1 / (1 + Math.exp(shift - cutpoints[k]));
                likely[k] = upTo - below;
                below = upTo;
            }
            likely[cutpoints.length] = 1 - below;
            return likely;
        }
    }

    /** There is no maximum, or it cannot be told which. */
    record NotEstimable(String reason) implements OrdinalFit {}

    /**
     * Fits by maximum likelihood, less half the penalty times the sum of squared coefficients.
     *
     * @param features by row, all of the same length
     * @param categories by row, from 0; each of them must occur
     * @param count how many categories there are
     * @param penalty at least 0; above 0 the maximum always exists
     */
    static OrdinalFit of(double[][] features, int[] categories, int count, double penalty) {
        if (features.length != categories.length) {
            throw new IllegalArgumentException(features.length + " rows of features, " + categories.length + " scores");
        }
        if (!(penalty >= 0)) {
            throw new IllegalArgumentException("a penalty of " + penalty);
        }
        int[] found = new int[count];
        for (int category : categories) {
            found[category]++;
        }
        if (count < 2) {
            return new NotEstimable("all scores are equal");
        }
        if (Arrays.stream(found).anyMatch(times -> times == 0)) {
            return new NotEstimable("a score of the scale does not occur");
        }
        return new OrdinalNewton(features, categories, found, penalty).fit();
    }
}
