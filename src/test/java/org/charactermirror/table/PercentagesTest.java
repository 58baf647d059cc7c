package org.charactermirror.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PercentagesTest {

    @Test
    void left_over_units_go_to_the_largest_remainders() {
        // 14.29, 28.57, 57.14: one unit left, which the largest remainder takes.
        assertThat(Percentages.of(1, 2, 4)).isEqualTo(new Percentages(14, 29, 57));
        // 16.67, 33.33, 50: one unit, to the wins.
        assertThat(Percentages.of(1, 2, 3)).isEqualTo(new Percentages(17, 33, 50));
        // 66.67, 16.67, 16.67 (4, 1, 1): two units and three equal claims, so wins and losses.
        assertThat(Percentages.of(4, 1, 1)).isEqualTo(new Percentages(67, 16, 17));
    }

    @Test
    void a_last_unit_with_equal_claims_goes_to_tie() {
        // 33.3 each: one unit, three equal claims.
        assertThat(Percentages.of(1, 1, 1)).isEqualTo(new Percentages(33, 34, 33));
        // 40.5, 19, 40.5: one unit, wins and losses equal, and tie takes it to favour neither.
        assertThat(Percentages.of(81, 38, 81)).isEqualTo(new Percentages(40, 20, 40));
        // 40.5, 40.5, 19: one unit, wins and ties equal.
        assertThat(Percentages.of(81, 81, 38)).isEqualTo(new Percentages(40, 41, 19));
        // 10.6, 10.8, 78.6: two units, the first to tie, the last between equals and so to tie as well.
        assertThat(Percentages.of(53, 54, 393)).isEqualTo(new Percentages(10, 12, 78));
    }

    @Test
    void swapping_wins_and_losses_swaps_their_percentages_and_all_sum_to_100() {
        for (int wins = 0; wins <= 24; wins++) {
            for (int ties = 0; ties <= 24; ties++) {
                for (int losses = wins == 0 && ties == 0 ? 1 : 0; losses <= 24; losses++) {
                    Percentages shares = Percentages.of(wins, ties, losses);
                    Percentages mirrored = Percentages.of(losses, ties, wins);
                    assertThat(shares.win() + shares.tie() + shares.lose()).isEqualTo(100);
                    assertThat(mirrored.win()).isEqualTo(shares.lose());
                    assertThat(mirrored.tie()).isEqualTo(shares.tie());
                    assertThat(shares.advantage()).isEqualTo(-mirrored.advantage());
                }
            }
        }
    }

    @Test
    void whole_percentages_stay_as_they_are() {
        assertThat(Percentages.of(0, 0, 7)).isEqualTo(new Percentages(0, 0, 100));
        assertThat(Percentages.of(45, 14, 41)).isEqualTo(new Percentages(45, 14, 41));
    }

    @Test
    void there_are_no_shares_of_nothing() {
        assertThatThrownBy(() -> Percentages.of(0, 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no percentages of 0, 0, 0");
    }
}
