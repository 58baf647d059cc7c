package org.charactermirror.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Expected values: scipy.stats.kendalltau and spearmanr of SciPy 1.17.1. */
class RankCorrelationTest {

    @Test
    void lists_without_ties_agree_with_scipy() {
        check(new double[] {1, 2, 3, 4, 5}, new double[] {3, 4, 1, 2, 5}, 0.2, 0.2);
    }

    @Test
    void lists_with_ties_agree_with_scipy() {
        check(new double[] {12, 2, 1, 12, 2}, new double[] {1, 4, 7, 1, 0}, -0.4714045207910316, -0.5407380704358752);
        check(
                new double[] {2.64, 3.0, 3.49, 3.54, 3.56, 3.9, 3.9},
                new double[] {2.5, 3.1, 3.0, 3.6, 3.6, 3.7, 4.2},
                0.85,
                0.9454545454545454);
    }

    @Test
    void the_same_order_is_one_and_the_reverse_minus_one() {
        check(new double[] {1, 2, 9}, new double[] {-3, 0, 0.5}, 1, 1);
        check(new double[] {1, 2, 9}, new double[] {3, 2, 1}, -1, -1);
    }

    @Test
    void a_list_of_equal_values_has_no_order() {
        assertThat(RankCorrelation.kendallTauB(new double[] {1, 1}, new double[] {1, 2}))
                .isEmpty();
        assertThat(RankCorrelation.spearmanRho(new double[] {1, 2}, new double[] {1, 1}))
                .isEmpty();
        assertThat(RankCorrelation.kendallTauB(new double[0], new double[0])).isEmpty();
        assertThat(RankCorrelation.spearmanRho(new double[] {1}, new double[] {1}))
                .isEmpty();
    }

    @Test
    void lists_must_be_of_one_length() {
        assertThatThrownBy(() -> RankCorrelation.spearmanRho(new double[1], new double[2]))
                .hasMessage("lists of 1 and 2 values");
    }

    private static void check(double[] x, double[] y, double tau, double rho) {
        assertThat(RankCorrelation.kendallTauB(x, y).orElseThrow()).isCloseTo(tau, within(1e-12));
        assertThat(RankCorrelation.spearmanRho(x, y).orElseThrow()).isCloseTo(rho, within(1e-12));
    }
}
