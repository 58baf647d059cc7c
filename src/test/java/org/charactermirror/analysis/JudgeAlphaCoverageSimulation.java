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
    private static final double ERROR_LOGIT = -2.2;
    private static final int REPLIES = 10;

    /** Draws the pairs of so many annotators and characters. */
    private interface Study {
        PairAlpha pairs(int annotators, int characters, NormalDraws random);
    }

    @Test
    void intervals_of_a_judge_s_alpha_of_scores() {
        for (int models = 1; models <= 2; models++) {
            int drawn = models;
            print("scores, " + models, Level.ORDINAL, (a, c, random) -> pairs(a, c, drawn, random));
        }
    }

    @Test
    void intervals_of_a_judge_s_alpha_of_flags() {
        print("flags, 1", Level.NOMINAL, JudgeAlphaCoverageSimulation::flags);
    }

    private static void print(String what, Level level, Study study) {
        System.out.println("| what, models | size | covered | passes | fails |");
        double truth = study.pairs(200, 3_000, NormalDraws.seeded(CoverageSimulation.SEED))
                .alpha(level)
                .value()
                .orElseThrow();
        for (int[] size : CoverageSimulation.SIZES) {
            double[] shares = CoverageSimulation.shares(seed -> held(size, level, study, truth, seed));
            System.out.println("| " + what + " | " + size[0] + "x" + size[1] + " | "
                    + Arrays.stream(shares)
                            .mapToObj(CoverageSimulation::percent)
                            .collect(Collectors.joining(" | "))
                    + " |");
        }
    }

    private static CoverageSimulation.Held held(int[] size, Level level, Study study, double truth, long seed) {
        NormalDraws random = NormalDraws.seeded(seed);
        Optional<ClusterBootstrap.Resampled> drawn =
                study.pairs(size[0], size[1], random).interval(level, CoverageSimulation.RESAMPLES, random.seed());
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

    /** Draws flags of the replies of one dialogue with each character, where about one reply in eight has the error. */
    private static PairAlpha flags(int a, int c, NormalDraws random) {
        double[] sensitivity = new double[a];
        for (int i = 0; i < a; i++) {
            sensitivity[i] = logistic(1.5 + CoverageSimulation.RATING.annotator() * random.normal());
        }
        PairAlpha.Builder pairs = new PairAlpha.Builder(new double[] {0, 1}, a, c);
        for (int j = 0; j < c; j++) {
            double wrong = logistic(ERROR_LOGIT - 0.8 * random.normal());
            for (int reply = 0; reply < REPLIES; reply++) {
                boolean error = random.uniform() < wrong;
                double judged = random.uniform() < (error ? 0.9 : 0.05) ? 1 : 0;
                for (int i = 0; i < a; i++) {
                    pairs.add(i, j, random.uniform() < (error ? sensitivity[i] : 0.04) ? 1 : 0, judged, 1);
                }
            }
        }
        return pairs.build();
    }

    private static double logistic(double z) {
        return 1 / (1 + Math.exp(-z));
    }

    private static double score(double quality) {
        return Math.min(5, Math.max(1, Math.rint(3 + quality)));
    }
}
