package org.charactermirror.analysis.calibration;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.charactermirror.stats.Estimate;
import org.charactermirror.stats.OrdinalFit;

/**
 * A model fitted to some of the rows.
 *
 * @param shares of scores among these rows
 * @param present the places on the scale that these rows have; the fit knows no others
 * @param means of the features
 * @param deviations of the features; 1 of one that is constant here
 */
record Trained(OrdinalFit fit, double[] shares, int[] present, double[] means, double[] deviations) {

    static Trained of(double[][] values, int[] places, int scale, int[] rows) {
        double[] shares = new double[scale];
        for (int row : rows) {
            shares[places[row]] += 1.0 / rows.length;
        }
        int[] counts = new int[scale];
        for (int row : rows) {
            counts[places[row]]++;
        }
        int[] present =
                IntStream.range(0, scale).filter(place -> counts[place] > 0).toArray();
        int features = values[0].length;
        double[] means = new double[features];
        double[] deviations = new double[features];
        for (int feature = 0; feature < features; feature++) {
            int column = feature;
            double[] own =
                    Arrays.stream(rows).mapToDouble(row -> values[row][column]).toArray();
            means[feature] = Arrays.stream(own).average().orElse(0);
            double mean = means[feature];
            double variance = Arrays.stream(own)
                    .map(value -> (value - mean) * (value - mean))
                    .average()
                    .orElse(0);
            boolean constant = Arrays.stream(own).distinct().limit(2).count() < 2;
            deviations[feature] = constant ? 1 : Math.sqrt(variance);
        }
        Trained standard =
                new Trained(new OrdinalFit.NotEstimable("not fitted yet"), shares, present, means, deviations);
        OrdinalFit fit = OrdinalFit.of(
                Arrays.stream(rows)
                        .mapToObj(row -> standard.standardised(values[row]))
                        .toArray(double[][]::new),
                Arrays.stream(rows)
                        .map(row -> Arrays.binarySearch(present, places[row]))
                        .toArray(),
                present.length,
                Prediction.PENALTY);
        return new Trained(fit, shares, present, means, deviations);
    }

    private double[] standardised(double[] row) {
        double[] values = new double[row.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (row[i] - means[i]) / deviations[i];
        }
        return values;
    }

    /** Returns how likely each place on the scale is; where there is no fit, its share. */
    double[] probabilities(double[] row) {
        if (!(fit instanceof OrdinalFit.Estimated estimated)) {
            return shares;
        }
        double[] likely = estimated.probabilities(standardised(row));
        double[] all = new double[shares.length];
        for (int i = 0; i < present.length; i++) {
            all[present[i]] = likely[i];
        }
        return all;
    }

    List<Estimate> coefficients() {
        return fit instanceof OrdinalFit.Estimated estimated
                ? Arrays.stream(estimated.coefficients()).mapToObj(Estimate::of).toList()
                : Arrays.stream(means)
                        .mapToObj(mean -> Estimate.notEstimable("there is no fit to all rows"))
                        .toList();
    }
}
