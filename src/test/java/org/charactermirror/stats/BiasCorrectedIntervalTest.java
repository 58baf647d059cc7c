package org.charactermirror.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BiasCorrectedIntervalTest {

    private static final double[] HUNDRED =
            IntStream.rangeClosed(1, 100).mapToDouble(i -> i).toArray();

    /** NumPy's quantiles at SciPy's normal probabilities. */
    @Test
    void ends_move_to_the_side_on_which_the_estimate_lies_among_resamples() {
        ends(Interval.biasCorrected(HUNDRED, 100, 30), 1.1227119794715064, 81.62058866150079);
        ends(Interval.biasCorrected(HUNDRED, 100, 90), 69.6190235042963, 99.99952182660091);
    }

    @Test
    void with_as_many_resamples_below_as_above_it_is_the_percentile_interval() {
        ends(Interval.biasCorrected(HUNDRED, 100, 50.5), 3.475, 97.525);
        ends(Interval.ofSorted(HUNDRED, 100), 3.475, 97.525);
    }

    /** Where a judge and people always agree, alpha is 1 in all resamples. */
    @Test
    void equal_resamples_make_an_interval_of_one_point() {
        ends(Interval.biasCorrected(new double[] {1, 1, 1, 1}, 4, 1), 1, 1);
    }

    @Test
    void an_estimate_that_no_resample_reaches_still_has_an_interval() {
        Interval interval = Interval.biasCorrected(HUNDRED, 100, 1000);
        assertThat(interval.high()).isCloseTo(100, within(1e-9));
        assertThat(interval.low()).isBetween(99.0, 100.0);
    }

    @Test
    void resamples_without_an_estimate_are_left_out_and_counted() {
        ClusterBootstrap.Resampled resampled = ClusterBootstrap.biasCorrected(
                        new double[] {Double.NaN, 3, 1, Double.NaN, 2}, 2)
                .orElseThrow();
        assertThat(resampled.resamples()).isEqualTo(3);
        assertThat(resampled.withoutEstimate()).isEqualTo(2);
        ends(resampled.interval(), 1.05, 2.95);
        assertThat(ClusterBootstrap.biasCorrected(new double[] {Double.NaN}, 2)).isEmpty();
    }

    /** SciPy's norm.cdf and norm.ppf. */
    @Test
    void the_normal_distribution_is_that_of_tables() {
        double[] z = {-8, -5, -3, -1.5, 0, 0.3, 2, 4.5};
        double[] below = {
            6.22096057427174e-16,
            2.866515718791933e-07,
            0.0013498980316300933,
            0.06680720126885807,
            0.5,
            0.6179114221889526,
            0.9772498680518208,
            0.9999966023268753
        };
        for (int i = 0; i < z.length; i++) {
            assertThat(Normal.below(z[i])).isCloseTo(below[i], within(1e-15));
        }
        double[] shares = {1e-6, 0.025, 0.2, 0.5, 0.8, 0.975};
        double[] quantiles = {
            -4.753424308822899, -1.9599639845400545, -0.8416212335729142, 0, 0.8416212335729143, 1.959963984540054
        };
        for (int i = 0; i < shares.length; i++) {
            assertThat(Normal.quantile(shares[i])).isCloseTo(quantiles[i], within(1e-9));
        }
        assertThat(Normal.below(-10)).isZero();
        assertThat(Normal.below(10)).isEqualTo(1);
        assertThatThrownBy(() -> Normal.quantile(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the lower 1.0 of a distribution");
    }

    private static void ends(Interval interval, double low, double high) {
        assertThat(interval.low()).isCloseTo(low, within(1e-9));
        assertThat(interval.high()).isCloseTo(high, within(1e-9));
    }
}
