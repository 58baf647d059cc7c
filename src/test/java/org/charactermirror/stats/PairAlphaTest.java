package org.charactermirror.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.charactermirror.stats.KrippendorffAlpha.Level;
import org.junit.jupiter.api.Test;

class PairAlphaTest {

    /** Krippendorff 2011, example C: by unit, what four observers said; 0 is missing. */
    private static final int[][] EXAMPLE = {
        {1, 1, 0, 1}, {2, 2, 3, 2}, {3, 3, 3, 3}, {3, 3, 3, 3}, {2, 2, 2, 2}, {1, 2, 3, 4},
        {4, 4, 4, 4}, {1, 1, 2, 1}, {2, 2, 2, 2}, {0, 5, 5, 5}, {0, 0, 1, 1}, {0, 3, 0, 0}
    };

    @Test
    void all_pairs_of_each_unit_make_the_usual_alpha() {
        PairAlpha.Builder pairs = new PairAlpha.Builder(new double[] {1, 2, 3, 4, 5}, 1, 12);
        for (int unit = 0; unit < EXAMPLE.length; unit++) {
            int judged = 0;
            for (int value : EXAMPLE[unit]) {
                judged += value > 0 ? 1 : 0;
            }
            for (int i = 0; i < 4; i++) {
                for (int j = i + 1; j < 4; j++) {
                    if (EXAMPLE[unit][i] > 0 && EXAMPLE[unit][j] > 0) {
                        pairs.add(0, unit, EXAMPLE[unit][i], EXAMPLE[unit][j], 1.0 / (judged - 1));
                    }
                }
            }
        }
        PairAlpha alpha = pairs.build();
        // The article: nominal 0.743, ordinal 0.815, interval 0.849.
        assertThat(alpha.alpha(Level.NOMINAL).value().orElseThrow()).isCloseTo(0.743, within(0.0005));
        assertThat(alpha.alpha(Level.ORDINAL).value().orElseThrow()).isCloseTo(0.815, within(0.0005));
        assertThat(alpha.alpha(Level.INTERVAL).value().orElseThrow()).isCloseTo(0.849, within(0.0005));
    }

    /**
     * A judge says 1, 2, 2 of three items, and two people 1, 1 of the first, 2, 1 of the second, 2, 2 of the third. Of six pairs one
     * differs, so the matrix is 1-1: 4, 1-2: 1, 2-1: 1, 2-2: 6, the marginals 5 and 7, and alpha 1 - 11 x 2 / (2 x 35).
     */
    @Test
    void a_judge_s_pairs_with_people_count_each_once() {
        PairAlpha.Builder pairs = new PairAlpha.Builder(new double[] {1, 2}, 2, 3);
        pairs.add(0, 0, 1, 1, 1);
        pairs.add(1, 0, 1, 1, 1);
        pairs.add(0, 1, 2, 2, 1);
        pairs.add(1, 1, 2, 1, 1);
        pairs.add(0, 2, 2, 2, 1);
        pairs.add(1, 2, 2, 2, 1);
        assertThat(pairs.build().alpha(Level.NOMINAL).value().orElseThrow()).isCloseTo(1 - 22.0 / 70, within(1e-15));
    }

    /**
     * Two clusters, one of two pairs that agree on 1 and on 2, one of a pair 1-2. Drawn both the first (1 of 4), alpha is 1; both the
     * second, 1 - 3 x 4 / (2 x 4) = -0.5; one of each, 1-1: 2, 2-2: 2, 1-2: 2 in all, 1 - 5 x 2 / (2 x 9) = 4/9.
     */
    @Test
    void the_interval_draws_clusters_and_keeps_their_pairs_together() {
        PairAlpha.Builder pairs = new PairAlpha.Builder(new double[] {1, 2}, 2, 1);
        pairs.add(0, 0, 1, 1, 1);
        pairs.add(0, 0, 2, 2, 1);
        pairs.add(1, 0, 1, 2, 1);
        PairAlpha alpha = pairs.build();
        assertThat(alpha.alpha(Level.NOMINAL).value().orElseThrow()).isCloseTo(4.0 / 9, within(1e-15));
        Interval interval = alpha.interval(Level.NOMINAL, 1000, 1).orElseThrow().interval();
        assertThat(interval.low()).isCloseTo(-0.5, within(1e-12));
        assertThat(interval.high()).isCloseTo(1, within(1e-12));
    }

    @Test
    void without_pairs_or_with_equal_ones_there_is_none() {
        PairAlpha.Builder pairs = new PairAlpha.Builder(new double[] {1, 2}, 1, 1);
        assertThat(pairs.build().alpha(Level.ORDINAL))
                .isEqualTo(Estimate.notEstimable("no pair of judgements of one item"));
        pairs.add(0, 0, 2, 2, 1);
        assertThat(pairs.build().alpha(Level.ORDINAL)).isEqualTo(Estimate.notEstimable("all judgements are equal"));
        assertThat(pairs.build().interval(Level.ORDINAL, 10, 1)).isEmpty();
        assertThatThrownBy(() -> pairs.add(0, 0, 3, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("3.0 is not among the values [1.0, 2.0]");
    }
}
