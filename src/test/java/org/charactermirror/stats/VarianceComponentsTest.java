package org.charactermirror.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Published data and R 4.2: anova and lmer of lme4 1.1-31; without balance, quadratic forms multiplied out as matrices. */
class VarianceComponentsTest {

    /** Diameters by sample of penicillin, each on 24 plates (Davies and Goldsmith 1972; lme4's Penicillin). */
    private static final String PENICILLIN = "27,27,25,26,25,24,24,26,24,24,26,25,26,26,26,25,25,25,24,26,25,25,24,24,"
            + "23,23,21,23,22,22,20,22,21,21,23,22,24,23,23,22,21,22,21,23,21,22,21,21,"
            + "26,26,25,25,26,25,23,26,24,24,26,26,26,26,25,25,24,24,23,26,24,25,24,24,"
            + "23,23,24,23,22,23,21,24,22,23,24,24,24,23,24,23,23,23,21,24,22,22,22,22,"
            + "23,23,24,23,23,22,22,24,22,22,24,24,25,23,24,23,23,23,21,24,22,22,24,21,"
            + "21,21,20,20,20,19,19,21,20,19,21,20,22,20,22,20,20,19,19,21,18,20,19,18";

    /** Two assays of each of three casks of each of ten batches of paste (Davies and Goldsmith 1972; lme4's Pastes). */
    private static final String PASTES =
            "62.8,62.6,60.1,62.3,62.7,63.1,60,61.4,57.5,56.9,61.1,58.9,58.7,57.5,63.9,63.1,65.4,"
                    + "63.7,57.1,56.4,56.9,58.6,64.7,64.5,55.1,55.1,54.7,54.2,58.8,57.5,63.4,64.9,59.3,58.1,60.5,60,62.5,62.6,61,"
                    + "58.7,56.9,57.7,59.2,59.4,65.2,66,64.8,64.1,54.8,54.8,64,64,57.7,56.8,58.3,59.3,59.2,59.2,58.9,56.6";

    @Test
    void of_crossed_factors_they_are_those_of_the_analysis_of_variance_and_of_lme4() {
        double[] diameters = numbers(PENICILLIN);
        VarianceComponents.Estimated estimated =
                estimated(diameters, levels(144, i -> i % 24), levels(144, i -> i / 24));
        assertThat(estimated.factors())
                .containsExactly(new double[] {0.716908212560386, 3.730917874396127}, within(1e-10));
        assertThat(estimated.residual()).isCloseTo(0.302415458937193, within(1e-10));
        // lmer, by restricted maximum likelihood: 0.716905, 3.731132, 0.302415.
        assertThat(estimated.factors()).containsExactly(new double[] {0.716905, 3.731132}, within(0.0003));
    }

    @Test
    void of_nested_factors_too() {
        double[] strengths = numbers(PASTES);
        VarianceComponents.Estimated estimated = estimated(strengths, levels(60, i -> i / 6), levels(60, i -> i / 2));
        assertThat(estimated.factors())
                .containsExactly(new double[] {1.657308641975315, 8.433666666666664}, within(1e-9));
        assertThat(estimated.residual()).isCloseTo(0.678, within(1e-9));
        // lmer: 1.657308, 8.433668, 0.678000.
        assertThat(estimated.factors()).containsExactly(new double[] {1.657308, 8.433668}, within(0.00001));
    }

    @Test
    void cells_may_be_empty_or_of_different_sizes_and_a_component_below_zero_stays_so() {
        int[] first = {0, 0, 0, 1, 1, 2, 2, 2, 2, 3, 3, 4, 4, 4};
        int[] second = {0, 1, 1, 0, 2, 0, 1, 2, 2, 1, 1, 0, 2, 3};
        double[] values = {3.1, 4.2, 4.0, 2.2, 2.9, 5.1, 6.0, 4.4, 4.9, 3.3, 2.8, 1.9, 2.5, 3.7};
        VarianceComponents.Estimated estimated = estimated(values, first, second);
        assertThat(estimated.factors())
                .containsExactly(new double[] {1.134783911947091, -0.237698824798183}, within(1e-12));
        assertThat(estimated.residual()).isCloseTo(0.633437996606030, within(1e-12));
    }

    @Test
    void equal_observations_have_no_variance_and_no_component_is_a_number_that_is_none() {
        VarianceComponents.Estimated estimated =
                estimated(new double[] {3, 3, 3, 3}, levels(4, i -> i / 2), levels(4, i -> i % 2));
        assertThat(estimated.factors()).containsExactly(0, 0);
        assertThat(estimated.residual()).isZero();
    }

    @Test
    void factors_that_cannot_be_told_apart_are_not_estimable() {
        double[] values = {1, 2, 4, 3};
        VarianceComponents.NotEstimable same =
                new VarianceComponents.NotEstimable("the observations do not tell the factors apart");
        assertThat(VarianceComponents.of(values, List.of(levels(4, i -> i / 2), levels(4, i -> i / 2))))
                .isEqualTo(same);
        assertThat(VarianceComponents.of(values, List.of(levels(4, i -> i)))).isEqualTo(same);
        assertThat(VarianceComponents.of(values, List.of(levels(4, i -> 0)))).isEqualTo(same);
        assertThat(VarianceComponents.of(new double[] {1}, List.of()))
                .isEqualTo(new VarianceComponents.NotEstimable("fewer than two observations"));
        assertThatThrownBy(() -> VarianceComponents.of(values, List.of(new int[3])))
                .hasMessage("4 observations, and levels of 3");
    }

    @Test
    void normal_numbers_have_the_moments_of_the_normal_distribution() {
        NormalDraws draws = NormalDraws.seeded(5);
        int n = 200_000;
        double sum = 0;
        double squares = 0;
        double fourths = 0;
        int beyond = 0;
        for (int i = 0; i < n; i++) {
            double x = draws.normal();
            sum += x;
            squares += x * x;
            fourths += x * x * x * x;
            beyond += Math.abs(x) > 1.959963984540054 ? 1 : 0;
        }
        // Standard errors: 1, sqrt 2 and sqrt 96 over sqrt n; of the share beyond the 97.5 % points 0.0005.
        assertThat(sum / n).isCloseTo(0, within(0.01));
        assertThat(squares / n).isCloseTo(1, within(0.015));
        assertThat(fourths / n).isCloseTo(3, within(0.1));
        assertThat(beyond / (double) n).isCloseTo(0.05, within(0.002));
    }

    private static VarianceComponents.Estimated estimated(double[] values, int[]... factors) {
        return (VarianceComponents.Estimated) VarianceComponents.of(values, List.of(factors));
    }

    private static int[] levels(int n, IntUnaryOperator level) {
        return IntStream.range(0, n).map(level).toArray();
    }

    private static double[] numbers(String text) {
        return Arrays.stream(text.split(",")).mapToDouble(Double::parseDouble).toArray();
    }
}
