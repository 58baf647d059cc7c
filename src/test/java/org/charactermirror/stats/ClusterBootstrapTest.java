package org.charactermirror.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterBootstrapTest {

    private static final int[][] SUMS = {
        {4, 5, 1, 5, 3, 3, 4, 2, 5},
        {1, 2, 2, 0, 3, 1, 1, 1, 1},
        {1, 5, 7, 4, 4, 2, 2, 3, 2},
        {5, 1, 5, 4, 5, 1, 2, 4, 3},
        {0, 4, 4, 1, 5, 3, 5, 2, 2},
        {5, 1, 1, 2, 4, 1, 5, 2, 2}
    };

    /** One cell has two rows, two have none. */
    private static ClusterSums crossed() {
        ClusterSums.Builder builder = new ClusterSums.Builder(6, 9);
        for (int annotator = 0; annotator < 6; annotator++) {
            for (int character = 0; character < 9; character++) {
                int sum = SUMS[annotator][character];
                if (sum > 0) {
                    builder.add(annotator, character, sum, sum == 7 ? 2 : 1);
                }
            }
        }
        return builder.build();
    }

    @Test
    void the_mean_is_that_of_all_rows() {
        // 153 points in 53 rows.
        assertThat(crossed().mean()).isEqualTo(Estimate.of(153 / 53.0));
        assertThat(new ClusterSums.Builder(2, 1).build().mean()).isEqualTo(Estimate.notEstimable("no rows"));
    }

    @Test
    void more_rows_than_an_int_holds_are_counted() {
        ClusterSums.Builder builder = new ClusterSums.Builder(1, 1);
        builder.add(0, 0, 3, 2_000_000_000);
        builder.add(0, 0, 3, 2_000_000_000);
        assertThat(builder.build().rows()).isEqualTo(4_000_000_000L);
        assertThat(builder.build().mean()).isEqualTo(Estimate.of(6 / 4e9));
    }

    @Test
    void clusters_too_many_to_have_a_place_for_each_two_are_added_up_alike() {
        ClusterSums.Builder many = new ClusterSums.Builder(20_000, 20_000);
        ClusterSums.Builder few = new ClusterSums.Builder(3, 2);
        for (int[] row : new int[][] {{2, 1, 5}, {0, 0, 1}, {2, 0, 4}, {2, 1, 2}}) {
            many.add(row[0], row[1], row[2]);
            few.add(row[0], row[1], row[2]);
        }
        // (5 + 1 + 4 + 2) / 4.
        assertThat(many.build().mean())
                .isEqualTo(Estimate.of(3))
                .isEqualTo(few.build().mean());
        assertThat(many.build().hasRowsOf(many.build())).isTrue();
        assertThat(many.build().firstsWithRows())
                .isEqualTo(2)
                .isEqualTo(few.build().firstsWithRows());
        assertThat(many.build().secondsWithRows())
                .isEqualTo(2)
                .isEqualTo(few.build().secondsWithRows());
        assertThat(many.build().meansOfFirst()).startsWith(few.build().meansOfFirst());
    }

    @Test
    void the_pigeonhole_interval_agrees_with_another_implementation() {
        ClusterBootstrap.Resampled resampled = ClusterBootstrap.of(List.of(crossed()), 6, 9, 50_000, 11)
                .interval(0)
                .orElseThrow();
        // NumPy, 2,000,000 resamples of rows and columns: 2.1296 to 3.5769.
        assertThat(resampled.interval().low()).isCloseTo(2.1296, within(0.02));
        assertThat(resampled.interval().high()).isCloseTo(3.5769, within(0.02));
        assertThat(resampled.resamples()).isEqualTo(50_000);
    }

    @Test
    void clusters_of_one_kind_reach_the_means_of_all_ways_to_draw_them() {
        ClusterSums.Builder builder = new ClusterSums.Builder(3, 1);
        builder.add(0, 0, 1);
        builder.add(1, 0, 2);
        builder.add(2, 0, 6);
        Interval interval = ClusterBootstrap.of(List.of(builder.build()), 3, 1, 10_000, 2)
                .interval(0)
                .orElseThrow()
                .interval();
        // Of the 27 equally likely draws one has the mean 1 and one the mean 6: each is 3.7 % and reaches past 2.5 %.
        assertThat(interval).isEqualTo(new Interval(1, 6));
    }

    @Test
    void the_same_seed_gives_the_same_interval_and_another_seed_another() {
        List<ClusterSums> figures = List.of(crossed());
        assertThat(ClusterBootstrap.of(figures, 6, 9, 999, 4).interval(0))
                .isEqualTo(ClusterBootstrap.of(figures, 6, 9, 999, 4).interval(0))
                .isNotEqualTo(ClusterBootstrap.of(figures, 6, 9, 999, 5).interval(0));
    }

    @Test
    void differences_are_paired_so_that_a_constant_lead_has_no_width() {
        ClusterSums.Builder better = new ClusterSums.Builder(3, 2);
        ClusterSums.Builder worse = new ClusterSums.Builder(3, 2);
        for (int annotator = 0; annotator < 3; annotator++) {
            for (int character = 0; character < 2; character++) {
                better.add(annotator, character, 2.5 + annotator);
                worse.add(annotator, character, 2.0 + annotator);
            }
        }
        ClusterBootstrap bootstrap = ClusterBootstrap.of(List.of(better.build(), worse.build()), 3, 2, 2_000, 1);
        Interval difference = bootstrap
                .combination(new int[] {0, 1}, new double[] {1, -1})
                .orElseThrow()
                .interval();
        check(difference, 0.5, 0.5);
        assertThat(bootstrap.interval(0).orElseThrow().interval().low()).isEqualTo(2.5);
    }

    @Test
    void resamples_without_a_row_are_counted_and_a_figure_without_rows_has_no_interval() {
        ClusterSums.Builder one = new ClusterSums.Builder(2, 1);
        one.add(0, 0, 3);
        ClusterBootstrap bootstrap =
                ClusterBootstrap.of(List.of(one.build(), new ClusterSums.Builder(2, 1).build()), 2, 1, 10_000, 8);
        ClusterBootstrap.Resampled resampled = bootstrap.interval(0).orElseThrow();
        // The second cluster is drawn twice in a quarter of all resamples: 2,500, with a standard deviation of 43.
        assertThat(resampled.withoutEstimate()).isBetween(2_250, 2_750);
        assertThat(resampled.interval()).isEqualTo(new Interval(3, 3));
        assertThat(bootstrap.interval(1)).isEmpty();
    }

    @Test
    void rows_of_no_cluster_are_refused() {
        assertThatThrownBy(() -> new ClusterSums.Builder(2, 1).add(2, 0, 1)).hasMessage("cluster 2, 0 with 1 rows");
    }

    @Test
    void wilsons_interval_agrees_with_scipy() {
        check(Wilson.of(8, 10), 0.4901624715366418, 0.9433178485456248);
        check(Wilson.of(0, 12), 0, 0.24249400665524085);
        check(Wilson.of(1, 3), 0.06149194472039626, 0.7923403991979523);
        check(Wilson.of(55, 55), 0.9347150988829136, 1);
    }

    private static void check(Interval interval, double low, double high) {
        assertThat(interval.low()).isCloseTo(low, within(1e-12));
        assertThat(interval.high()).isCloseTo(high, within(1e-12));
    }

    @Test
    void the_survival_curve_agrees_with_r() {
        // survival::survfit(Surv(c(3,5,5,8,8,12,15,20,20,20), c(1,1,0,1,1,0,1,0,0,0)) ~ 1)
        List<Survival.Step> steps = Survival.curve(
                new int[] {3, 5, 5, 8, 8, 12, 15, 20, 20, 20},
                new boolean[] {true, true, false, true, true, false, true, false, false, false});
        assertThat(steps).extracting(Survival.Step::time).containsExactly(3, 5, 8, 15);
        assertThat(steps.get(0).surviving()).isCloseTo(0.9, within(1e-15));
        assertThat(steps.get(1).surviving()).isCloseTo(0.8, within(1e-15));
        assertThat(steps.get(2).surviving()).isCloseTo(0.5714285714285714, within(1e-15));
        assertThat(steps.get(3).surviving()).isCloseTo(0.42857142857142855, within(1e-15));
        assertThat(steps.get(2))
                .extracting(Survival.Step::atRisk, Survival.Step::events)
                .containsExactly(7, 2);
        assertThat(Survival.curve(new int[] {20}, new boolean[] {false})).isEmpty();
    }
}
