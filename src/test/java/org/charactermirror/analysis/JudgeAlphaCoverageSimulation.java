package org.charactermirror.analysis;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.charactermirror.stats.ClusterBootstrap;
import org.charactermirror.stats.KrippendorffAlpha.Level;
import org.charactermirror.stats.NormalDraws;
import org.charactermirror.stats.PairAlpha;
import org.junit.jupiter.api.Test;

/**
 * Measures how often the interval of a judge's alpha with people covers what it is over all annotators and characters, and how often
 * a judge whose alpha is exactly the bar passes it, which should be 2.5 percent. Run as {@link CoverageSimulation} is.
 */
class JudgeAlphaCoverageSimulation {

    private static final double[] SCALE = {1, 2, 3, 4, 5};
    private static final double JUDGE = 0.5;

    @Test
    void intervals_of_a_judge_s_alpha() {
        System.out.println("| models | size | covered | passes | fails |");
        for (int models = 1; models <= 2; models++) {
            double truth = pairs(200, 3_000, models, NormalDraws.seeded(CoverageSimulation.SEED))
                    .alpha(Level.ORDINAL)
                    .value()
                    .orElseThrow();
            for (int[] size : CoverageSimulation.SIZES) {
                int drawn = models;
                double[] shares = CoverageSimulation.shares(seed -> held(size[0], size[1], drawn, truth, seed));
                System.out.println("| " + models + " | " + size[0] + "x" + size[1] + " | "
                        + Arrays.stream(shares)
                                .mapToObj(CoverageSimulation::percent)
                                .collect(Collectors.joining(" | "))
                        + " |");
            }
        }
    }

    private static CoverageSimulation.Held held(int a, int c, int models, double truth, long seed) {
        NormalDraws random = NormalDraws.seeded(seed);
        Optional<ClusterBootstrap.Resampled> drawn =
                pairs(a, c, models, random).interval(Level.ORDINAL, CoverageSimulation.RESAMPLES, random.seed());
        return new CoverageSimulation.Held(new boolean[] {
            drawn.map(one -> CoverageSimulation.holds(one.interval(), truth)).orElse(false),
            drawn.map(one -> one.interval().low() >= truth).orElse(false),
            drawn.map(one -> one.interval().high() < truth).orElse(false)
        });
    }

    /** Draws scores from 1 to 5 of dialogues, one of each model with each character, by people and by one judge. */
    private static PairAlpha pairs(int a, int c, int models, NormalDraws random) {
        double[][] annotators = new double[a][];
        for (int i = 0; i < a; i++) {
            annotators[i] = CoverageSimulation.effects(
                    CoverageSimulation.RATING.annotator(), CoverageSimulation.RATING.ofModelByAnnotator(), random);
        }
        PairAlpha.Builder pairs = new PairAlpha.Builder(SCALE, a, c);
        for (int j = 0; j < c; j++) {
            double[] character =
                    CoverageSimulation.effects(0.8, CoverageSimulation.RATING.ofModelByCharacter(), random);
            for (int model = 0; model < models; model++) {
                double judged = score(character[model] + JUDGE * random.normal());
                for (int i = 0; i < a; i++) {
                    double given = score(character[model]
                            + annotators[i][model]
                            + CoverageSimulation.RATING_RESIDUAL * random.normal());
                    pairs.add(i, j, given, judged, 1);
                }
            }
        }
        return pairs.build();
    }

    private static double score(double quality) {
        return Math.min(5, Math.max(1, Math.rint(3 + quality)));
    }
}
