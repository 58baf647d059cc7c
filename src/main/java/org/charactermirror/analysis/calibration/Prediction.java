package org.charactermirror.analysis.calibration;

import java.util.List;
import java.util.Optional;
import org.charactermirror.annotation.Origin;
import org.charactermirror.stats.Estimate;

/**
 * How well people's scores can be predicted from judges' scores and metrics, where what is predicted was never seen: whole clusters are
 * held out in turn.
 *
 * @param peopleOrigin where people's rows come from
 * @param features that predict, in the order of the coefficients
 * @param unusedFeatures with the reason why they predict nothing
 * @param rowsWithoutFeatures of people, which are left out since a judge or a metric says nothing of their item
 * @param result nothing where it cannot be estimated
 * @param reason why it cannot be; empty where it can
 */
public record Prediction(
        Column column,
        Origin peopleOrigin,
        List<String> features,
        List<String> unusedFeatures,
        int rowsWithoutFeatures,
        Optional<Result> result,
        String reason) {

    /** Of half the sum of squared coefficients of standardised features, taken off the log-likelihood. */
    public static final double PENALTY = 1;

    public Prediction {
        features = List.copyOf(features);
        unusedFeatures = List.copyOf(unusedFeatures);
    }

    /**
     * What came of it.
     *
     * @param rows of people that were predicted
     * @param heldOut what was held out, in words
     * @param clusters how many of these there are
     * @param folds in how many parts they were held out
     * @param foldsWithoutFit of these, those without which there is no fit, since the other scores are all equal; there the model is the baseline
     * @param model mean ranked probability score of the model's predictions: 0 is best
     * @param baseline the same of predicting the shares of scores in the other folds for everyone
     * @param gain the baseline's less the model's; the model helps where its interval lies above 0
     * @param modelError mean distance of a score from the mean that the model expects
     * @param baselineError the same of the baseline
     * @param coefficients of a fit to all rows, of features with mean 0 and standard deviation 1
     */
    public record Result(
            int rows,
            String heldOut,
            int clusters,
            int folds,
            int foldsWithoutFit,
            Figure model,
            Figure baseline,
            Figure gain,
            Figure modelError,
            Figure baselineError,
            List<Estimate> coefficients) {

        public Result {
            coefficients = List.copyOf(coefficients);
        }
    }
}
