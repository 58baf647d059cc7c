package org.charactermirror.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.charactermirror.stats.ClusterBootstrap;
import org.charactermirror.stats.KrippendorffAlpha;
import org.charactermirror.stats.NormalDraws;
import org.junit.jupiter.api.Test;

/**
 * Measures how often the interval of alpha covers alpha: that of the same annotators on all characters, and that of all annotators.
 * Run as {@link CoverageSimulation} is.
 */
class AlphaCoverageSimulation {

    @Test
    void intervals_of_alpha() {
        System.out.println("| models | size | of these annotators | of all annotators | without an interval |");
        for (int models = 1; models <= 2; models++) {
            print(models);
        }
    }

    private static void print(int models) {
        double ofAll = alpha(300, 4_000, models, NormalDraws.seeded(CoverageSimulation.SEED));
        for (int[] size : CoverageSimulation.SIZES) {
            double[] shares = CoverageSimulation.shares(seed -> alphaHeld(size[0], size[1], models, ofAll, seed));
            System.out.println("| " + models + " | " + size[0] + "x" + size[1] + " | "
                    + Arrays.stream(shares)
                            .mapToObj(CoverageSimulation::percent)
                            .collect(Collectors.joining(" | "))
                    + " |");
        }
    }

    private static CoverageSimulation.Held alphaHeld(int a, int c, int models, double ofAll, long seed) {
        NormalDraws random = NormalDraws.seeded(seed);
        double[][] annotators = new double[a][2];
        List<double[]> units = units(a, c, models, random, annotators, true);
        Optional<ClusterBootstrap.Resampled> interval = KrippendorffAlpha.of(units)
                .interval(KrippendorffAlpha.Level.ORDINAL, CoverageSimulation.RESAMPLES, random.seed());
        double ofThese = KrippendorffAlpha.of(units(a, 4_000, models, random, annotators, false))
                .alpha(KrippendorffAlpha.Level.ORDINAL)
                .value()
                .orElseThrow();
        return new CoverageSimulation.Held(new boolean[] {
            interval.map(one -> CoverageSimulation.holds(one.interval(), ofThese))
                    .orElse(false),
            interval.map(one -> CoverageSimulation.holds(one.interval(), ofAll)).orElse(false),
            interval.isEmpty()
        });
    }

    private static double alpha(int a, int c, int models, NormalDraws random) {
        return KrippendorffAlpha.of(units(a, c, models, random, new double[a][2], true))
                .alpha(KrippendorffAlpha.Level.ORDINAL)
                .value()
                .orElseThrow();
    }

    /** Draws scores from 1 to 5 of two models' dialogues, one with each character. */
    private static List<double[]> units(
            int a, int c, int models, NormalDraws random, double[][] annotators, boolean anew) {
        for (int i = 0; anew && i < a; i++) {
            annotators[i] = CoverageSimulation.effects(
                    CoverageSimulation.RATING.annotator(), CoverageSimulation.RATING.ofModelByAnnotator(), random);
        }
        List<double[]> units = new ArrayList<>();
        for (int j = 0; j < c; j++) {
            double[] character =
                    CoverageSimulation.effects(0.8, CoverageSimulation.RATING.ofModelByCharacter(), random);
            for (int model = 0; model < models; model++) {
                double[] scores = new double[a];
                for (int i = 0; i < a; i++) {
                    double score = 3
                            + character[model]
                            + annotators[i][model]
                            + CoverageSimulation.RATING_RESIDUAL * random.normal();
                    scores[i] = Math.min(5, Math.max(1, Math.rint(score)));
                }
                units.add(scores);
            }
        }
        return units;
    }
}
