package org.charactermirror.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrdinalFitTest {

    /**
     * Satisfaction of 1,681 householders in Copenhagen (Madsen 1976; housing of R's MASS): counts by satisfaction, which varies fastest,
     * influence, type and contact.
     */
    private static final int[] HOUSING = {
        21, 21, 28, 34, 22, 36, 10, 11, 36, 61, 23, 17, 43, 35, 40, 26, 18, 54, 13, 9, 10, 8, 8, 12, 6, 7, 9, 18, 6, 7,
        15, 13, 13, 7, 5, 11, 14, 19, 37, 17, 23, 40, 3, 5, 23, 78, 46, 43, 48, 45, 86, 15, 25, 62, 20, 23, 20, 10, 22,
        24, 7, 10, 21, 57, 23, 13, 31, 21, 13, 5, 6, 13
    };

    private static OrdinalFit housing(double penalty) {
        List<double[]> features = new ArrayList<>();
        List<Integer> categories = new ArrayList<>();
        for (int cell = 0; cell < HOUSING.length; cell++) {
            int influence = cell / 3 % 3;
            int type = cell / 9 % 4;
            int contact = cell / 36;
            double[] row = {
                influence == 1 ? 1 : 0,
                influence == 2 ? 1 : 0,
                type == 1 ? 1 : 0,
                type == 2 ? 1 : 0,
                type == 3 ? 1 : 0,
                contact
            };
            for (int person = 0; person < HOUSING[cell]; person++) {
                features.add(row);
                categories.add(cell % 3);
            }
        }
        return fit(features.toArray(double[][]::new), penalty, 3, categories);
    }

    private static OrdinalFit fit(double[][] features, double penalty, int count, List<Integer> categories) {
        return OrdinalFit.of(
                features, categories.stream().mapToInt(Integer::intValue).toArray(), count, penalty);
    }

    @Test
    void without_a_penalty_it_is_the_maximum_likelihood_fit_of_polr() {
        OrdinalFit.Estimated fit = (OrdinalFit.Estimated) housing(0);
        // R, MASS::polr(Sat ~ Infl + Type + Cont, weights = Freq); the same from SciPy's BFGS on the likelihood written
        // out.
        assertThat(fit.cutpoints()).containsExactly(new double[] {-0.4961351, 0.6907083}, within(2e-6));
        assertThat(fit.coefficients())
                .containsExactly(
                        new double[] {0.5663938, 1.2888192, -0.5723500, -0.3661863, -1.0910146, 0.3602839},
                        within(2e-6));
        assertThat(-2 * fit.logLikelihood()).isCloseTo(3479.149299, within(1e-5));
    }

    @Test
    void a_penalty_pulls_coefficients_towards_zero_and_leaves_cutpoints_free() {
        OrdinalFit.Estimated fit = (OrdinalFit.Estimated) housing(5);
        // SciPy's BFGS on the likelihood less 5 / 2 times the sum of squared coefficients.
        assertThat(fit.cutpoints()).containsExactly(new double[] {-0.4772521, 0.6976632}, within(2e-6));
        assertThat(fit.coefficients())
                .containsExactly(
                        new double[] {0.5051122, 1.1738589, -0.4728756, -0.2614652, -0.9444622, 0.3206878},
                        within(2e-6));
    }

    /** Without features each category is as likely as it was frequent: 1, 2 and 5 of 8. */
    @Test
    void without_features_it_predicts_the_shares() {
        OrdinalFit.Estimated fit = (OrdinalFit.Estimated) fit(new double[8][0], 0, 3, List.of(0, 1, 1, 2, 2, 2, 2, 2));
        assertThat(fit.probabilities(new double[0])).containsExactly(new double[] {0.125, 0.25, 0.625}, within(1e-12));
        assertThat(fit.cutpoints()).containsExactly(new double[] {Math.log(1.0 / 7), Math.log(3.0 / 5)}, within(1e-12));
    }

    @Test
    void what_has_no_maximum_says_so() {
        double[][] separating = {{1}, {2}, {3}, {4}};
        assertThat(fit(separating, 0, 2, List.of(0, 0, 1, 1)))
                .isEqualTo(new OrdinalFit.NotEstimable(
                        "the features separate the scores; only a penalty keeps the fit finite"));
        assertThat(fit(separating, 1, 2, List.of(0, 0, 1, 1))).isInstanceOf(OrdinalFit.Estimated.class);
        assertThat(fit(separating, 1, 1, List.of(0, 0, 0, 0)))
                .isEqualTo(new OrdinalFit.NotEstimable("all scores are equal"));
        assertThat(fit(separating, 1, 3, List.of(0, 0, 2, 2)))
                .isEqualTo(new OrdinalFit.NotEstimable("a score of the scale does not occur"));
        double[][] collinear = {{1, 3}, {2, 5}, {3, 7}, {4, 9}};
        assertThat(fit(collinear, 0, 2, List.of(0, 1, 0, 1)))
                .isEqualTo(new OrdinalFit.NotEstimable(
                        "a feature is constant, or a sum of others; without a penalty no fit is"));
    }

    /** As a perplexity may have it: twenty rows close together and one far out, whose linear predictor is 73. */
    @Test
    void a_row_far_out_is_no_separation_where_a_penalty_keeps_the_fit_finite() {
        double[][] features = new double[21][1];
        double mean = 5.0 / 21;
        double variance = (2 * 0.03325 + 25) / 21 - mean * mean;
        for (int row = 0; row < 21; row++) {
            features[row][0] = ((row < 20 ? (row - 9.5) / 100 : 5) - mean) / Math.sqrt(variance);
        }
        OrdinalFit.Estimated fit = (OrdinalFit.Estimated)
                fit(features, 0.01, 3, List.of(0, 0, 1, 0, 0, 1, 0, 1, 0, 0, 1, 1, 0, 1, 2, 1, 1, 2, 1, 2, 2));
        // SciPy's BFGS, then Nelder and Mead, on the penalised likelihood written out.
        assertThat(fit.cutpoints()).containsExactly(new double[] {-4.161287, -1.573366}, within(2e-6));
        assertThat(fit.coefficients()).containsExactly(new double[] {16.239042}, within(2e-6));
    }

    @Test
    void a_constant_feature_gets_no_coefficient_from_a_penalised_fit() {
        double[][] features = {{1, 7}, {2, 7}, {3, 7}, {4, 7}};
        OrdinalFit.Estimated fit = (OrdinalFit.Estimated) fit(features, 1, 2, List.of(0, 1, 0, 1));
        assertThat(fit.coefficients()[1]).isCloseTo(0, within(1e-9));
    }

    /** A fit to the digits that the likelihood can tell is one: the last step may gain less than that. */
    @Test
    void there_is_a_fit_with_a_penalty_whatever_the_scores() {
        for (int seed = 1; seed <= 200; seed++) {
            NormalDraws random = NormalDraws.seeded(seed);
            double[][] features = new double[393][2];
            int[] categories = new int[features.length];
            for (int row = 0; row < features.length; row++) {
                features[row] = new double[] {random.uniform() - 0.5, random.uniform() - 0.5};
                categories[row] = (int) (3 * random.uniform());
            }
            assertThat(OrdinalFit.of(features, categories, 3, 1))
                    .as("seed " + seed)
                    .isInstanceOf(OrdinalFit.Estimated.class);
        }
    }
}
