package org.charactermirror.analysis.calibration;

import org.charactermirror.annotation.Origin;
import org.charactermirror.stats.PredictionPowered;

/**
 * The mean of people's scores of one model, or the difference of two, from few items that people scored and many that a judge did.
 *
 * @param peopleOrigin where people's rows come from
 * @param model of a comparison both with a tilde between them
 * @param lessModel whose mean is taken off; empty for the mean of one model
 * @param scored items that people and the judge scored; of a difference, of the model that has fewer
 * @param unscored items that only the judge scored; of a difference, of the model that has fewer
 * @param lambda how far the judge is followed, from 0 to 1; of a difference, in the first mean
 * @param judgeAlone the same figure from all of the judge's scores, uncorrected
 * @param peopleAlone from people's scores alone, by the same method
 * @param powered from both
 */
public record PoweredFigure(
        Judge judge,
        Column column,
        Origin peopleOrigin,
        String model,
        String lessModel,
        int scored,
        int unscored,
        double lambda,
        double judgeAlone,
        PredictionPowered peopleAlone,
        PredictionPowered powered) {}
