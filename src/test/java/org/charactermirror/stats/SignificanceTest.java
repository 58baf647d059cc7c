package org.charactermirror.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Expected values: SciPy 1.17.1 (binomtest, permutation_test), R 4.2 (p.adjust) and multcompView's multcompLetters. */
class SignificanceTest {

    @Test
    void the_sign_test_agrees_with_scipy() {
        assertThat(figure(SignTest.pValue(7, 12))).isCloseTo(0.359283447265625, within(1e-14));
        assertThat(figure(SignTest.pValue(120, 180))).isCloseTo(0.0006342200069283566, within(1e-15));
        assertThat(figure(SignTest.pValue(3, 0))).isCloseTo(0.25, within(1e-15));
        assertThat(figure(SignTest.pValue(499_000, 501_000))).isCloseTo(0.0456082998653896, within(1e-10));
    }

    @Test
    void an_even_split_is_no_evidence_and_no_decision_no_test() {
        assertThat(figure(SignTest.pValue(4, 4))).isEqualTo(1);
        assertThat(SignTest.pValue(0, 0)).isEqualTo(Estimate.notEstimable("no decided comparisons"));
    }

    @Test
    void few_clusters_are_tested_with_all_patterns_of_signs() {
        SignFlipTest test = SignFlipTest.of(new double[] {0.3, -0.1, 0.45, 0.2, 0.0, 0.15, -0.05, 0.4}, 1);
        assertThat(test.p()).isCloseTo(0.078125, within(1e-15));
        assertThat(test.exact()).isTrue();
    }

    @Test
    void differences_of_one_sign_reach_the_smallest_p_of_the_design() {
        SignFlipTest test = SignFlipTest.of(new double[] {0.3, 0.1, 0.45, 0.2, 0.25, 0.15, 0.05, 0.4, 0.2, 0.6}, 1);
        assertThat(test.p()).isEqualTo(2 / 1024.0);
        assertThat(test.smallestP()).isEqualTo(2 / 1024.0);
    }

    @Test
    void a_single_cluster_can_show_nothing() {
        SignFlipTest test = SignFlipTest.of(new double[] {5}, 1);
        assertThat(test.p()).isEqualTo(1);
        assertThat(test.smallestP()).isEqualTo(1);
    }

    @Test
    void equal_differences_of_many_clusters_are_told_apart_in_no_more_than_all_draws() {
        double[] differences = new double[40];
        Arrays.fill(differences, 0.1);
        SignFlipTest test = SignFlipTest.of(differences, 7);
        // No draw of 100,000 can be expected to have 40 equal signs: p = (0 + 1) / (100,000 + 1).
        assertThat(test.p()).isEqualTo(1 / 100_001.0);
        assertThat(test.exact()).isFalse();
        assertThat(test.smallestP()).isEqualTo(1 / 100_001.0);
    }

    @Test
    void drawn_patterns_come_near_the_share_of_all_patterns() {
        // 31 differences, of which 25 are 1 and 6 are -1: as far from zero as their sum of 19 are 2 P(X <= 6) of
        // Binomial(31, 1/2),
        // 0.0008779103 (SciPy: 2 * binom.cdf(6, 31, 0.5)).
        double[] differences = new double[31];
        Arrays.fill(differences, 1);
        Arrays.fill(differences, 0, 6, -1);
        SignFlipTest drawn = SignFlipTest.of(differences, 3);
        assertThat(drawn.exact()).isFalse();
        assertThat(drawn.p()).isCloseTo(0.0008779102936387062, within(0.0004));
    }

    @Test
    void as_many_clusters_as_characters_are_tested_with_all_patterns() {
        // 24 differences of 1, six of them turned: 2 P(X <= 6) of Binomial(24, 1/2).
        double[] differences = new double[24];
        Arrays.fill(differences, 1);
        Arrays.fill(differences, 0, 6, -1);
        SignFlipTest exact = SignFlipTest.of(differences, 3);
        assertThat(exact.exact()).isTrue();
        assertThat(exact.p()).isCloseTo(0.022655844688415527, within(1e-12));
        assertThat(exact.smallestP()).isEqualTo(Math.scalb(1.0, -23));
    }

    @Test
    void holms_correction_agrees_with_r() {
        assertThat(Holm.adjusted(new double[] {0.01, 0.04, 0.03, 0.005, 0.5}))
                .containsExactly(new double[] {0.04, 0.09, 0.09, 0.025, 0.5}, within(1e-15));
        assertThat(Holm.adjusted(new double[0])).isEmpty();
        assertThatThrownBy(() -> Holm.adjusted(new double[] {1.5})).hasMessage("a p-value is 1.5");
    }

    @Test
    void groups_share_a_letter_exactly_where_they_do_not_differ() {
        // multcompLetters with the same pairs TRUE, and all others FALSE.
        assertThat(CompactLetters.of(different(3, 0, 2))).containsExactly("a", "ab", "b");
        assertThat(CompactLetters.of(different(5, 0, 3, 0, 4, 1, 4, 2, 3)))
                .containsExactly("a", "ab", "ac", "bd", "cd");
        assertThat(CompactLetters.of(different(2))).containsExactly("a", "a");
        assertThat(CompactLetters.of(different(2, 0, 1))).containsExactly("a", "b");
    }

    private static boolean[][] different(int groups, int... pairs) {
        boolean[][] different = new boolean[groups][groups];
        for (int i = 0; i < pairs.length; i += 2) {
            different[pairs[i]][pairs[i + 1]] = true;
            different[pairs[i + 1]][pairs[i]] = true;
        }
        return different;
    }

    @Test
    void letters_are_right_for_every_pattern_of_five_groups() {
        for (int pattern = 0; pattern < 1 << 10; pattern++) {
            boolean[][] different = new boolean[5][5];
            int bit = 0;
            for (int i = 0; i < 5; i++) {
                for (int j = i + 1; j < 5; j++) {
                    different[i][j] = (pattern >> bit++ & 1) == 1;
                    different[j][i] = different[i][j];
                }
            }
            List<String> letters = CompactLetters.of(different);
            for (int i = 0; i < 5; i++) {
                for (int j = i + 1; j < 5; j++) {
                    String other = letters.get(j);
                    boolean shared = letters.get(i).chars().anyMatch(letter -> other.indexOf(letter) >= 0);
                    assertThat(shared).as("pattern %d: %d, %d", pattern, i, j).isNotEqualTo(different[i][j]);
                }
            }
        }
    }

    private static double figure(Estimate estimate) {
        return estimate.value().orElseThrow();
    }
}
