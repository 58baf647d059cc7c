package org.charactermirror.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.charactermirror.stats.PairedStrengths.Model;
import org.junit.jupiter.api.Test;

/** Expected values: the likelihoods written out and maximised by scipy.optimize of SciPy 1.17.1. */
class PairedStrengthsTest {

    private static final List<String> NAMES = List.of("A", "B", "C", "D");
    private static final double[][] WINS = {{0, 12, 20, 15}, {8, 0, 14, 9}, {5, 10, 0, 11}, {3, 9, 7, 0}};
    private static final double[][] TIES = {{0, 5, 4, 6}, {5, 0, 7, 3}, {4, 7, 0, 8}, {6, 3, 8, 0}};

    @Test
    void davidsons_strengths_agree_with_scipy() {
        check(
                estimated(WINS, TIES, Model.DAVIDSON),
                0.580510477755757,
                0.8226293132621998,
                -0.007523716251141455,
                -0.34526390730857104,
                -0.4698416897024873);
    }

    @Test
    void rao_and_kuppers_strengths_agree_with_scipy() {
        check(
                estimated(WINS, TIES, Model.RAO_KUPPER),
                1.6077898080239583,
                0.6644787031423949,
                -0.0032238400711901427,
                -0.28993638801268284,
                -0.3713184750585219);
    }

    @Test
    void without_ties_both_are_bradley_and_terrys() {
        double[] expected = {0.8169752287839191, -0.011925026199934297, -0.3189163614524537, -0.4861338411315311};
        check(estimated(WINS, new double[4][4], Model.DAVIDSON), 0, expected);
        check(estimated(WINS, new double[4][4], Model.RAO_KUPPER), 1, expected);
    }

    private static PairedStrengths.Estimated estimated(double[][] wins, double[][] ties, Model model) {
        return (PairedStrengths.Estimated) PairedStrengths.of(new PairCounts(wins, ties), NAMES, model);
    }

    private static void check(PairedStrengths.Estimated estimated, double tieParameter, double... strengths) {
        assertThat(estimated.tieParameter()).isCloseTo(tieParameter, within(1e-6));
        assertThat(estimated.logStrengths()).containsExactly(strengths, within(1e-6));
    }

    @Test
    void two_models_can_be_worked_out_by_hand() {
        // 6 wins, 3 losses and 4 ties: s_1 / s_2 = 2, and nu = 4 / sqrt(6 * 3).
        PairedStrengths.Estimated estimated = (PairedStrengths.Estimated) PairedStrengths.of(
                new PairCounts(new double[][] {{0, 6}, {3, 0}}, new double[][] {{0, 4}, {4, 0}}),
                List.of("A", "B"),
                Model.DAVIDSON);
        assertThat(estimated.logStrengths()[0] - estimated.logStrengths()[1]).isCloseTo(Math.log(2), within(1e-9));
        assertThat(estimated.tieParameter()).isCloseTo(4 / Math.sqrt(18), within(1e-9));
    }

    @Test
    void a_model_that_never_lost_has_no_strength() {
        double[][] wins = {{0, 5, 3}, {0, 0, 2}, {0, 4, 0}};
        assertThat(reason(wins, new double[3][3])).isEqualTo("B, C never won against or tied with A");
    }

    @Test
    void a_model_that_never_won_is_named() {
        double[][] wins = {{0, 5, 3}, {2, 0, 2}, {0, 0, 0}};
        assertThat(reason(wins, new double[3][3])).isEqualTo("C never won against or tied with A, B");
    }

    @Test
    void models_that_never_met_are_named() {
        double[][] wins = {{0, 5, 0}, {2, 0, 0}, {0, 0, 0}};
        assertThat(reason(wins, new double[3][3])).isEqualTo("A, B and C were never compared");
    }

    @Test
    void wins_and_as_many_ties_without_a_loss_have_no_maximum() {
        assertThat(reason(new double[][] {{0, 5}, {0, 0}}, new double[][] {{0, 5}, {5, 0}}))
                .isEqualTo("no cycle of models has more wins than ties: the data would be likeliest with ties only");
    }

    @Test
    void ties_alone_have_no_maximum() {
        assertThat(reason(new double[2][2], new double[][] {{0, 5}, {5, 0}}))
                .isEqualTo("no cycle of models has more wins than ties: the data would be likeliest with ties only");
    }

    private static String reason(double[][] wins, double[][] ties) {
        PairedStrengths strengths =
                PairedStrengths.of(new PairCounts(wins, ties), NAMES.subList(0, wins.length), Model.DAVIDSON);
        return ((PairedStrengths.NotEstimable) strengths).reason();
    }

    @Test
    void counts_that_contradict_each_other_are_refused() {
        assertThatThrownBy(() -> new PairCounts(new double[2][2], new double[][] {{0, 1}, {2, 0}}))
                .hasMessage("counts of 0 and 1 contradict each other");
    }
}
