package org.charactermirror.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PurseTest {

    private static final BigDecimal BOUND = new BigDecimal("5");
    private static final BigDecimal THREE = new BigDecimal("3");

    private final Purse purse = new Purse(Optional.of(BOUND), BigDecimal.ZERO);

    @Test
    void what_is_spent_and_set_aside_stays_within_the_bound() {
        assertThat(purse.reserve(THREE)).isTrue();
        purse.settle(THREE, THREE);
        assertThat(purse.spent()).isEqualTo(THREE);
        assertThat(purse.closed()).isEmpty();

        assertThat(purse.reserve(THREE)).isFalse();
        assertThat(purse.closed()).contains(new Shortage.TooLittle(THREE, THREE, BOUND));
        assertThat(purse.reserve(BigDecimal.ONE))
                .as("what ended the judging for one ends it for all that cost something")
                .isFalse();
    }

    /** A judge on this machine goes on, however little money is left for the others. */
    @Test
    void what_costs_nothing_is_given_out_of_a_closed_purse_too() {
        purse.close(new Shortage.Uncounted("far"));
        assertThat(purse.reserve(BigDecimal.ZERO)).isTrue();
        purse.settle(BigDecimal.ZERO, BigDecimal.ZERO);
        assertThat(purse.reserve(THREE)).isFalse();
    }

    @Test
    void nobody_waits_for_money_that_a_free_request_under_way_cannot_give_back() {
        purse.reserve(THREE);
        purse.settle(THREE, THREE);
        assertThat(purse.reserve(BigDecimal.ZERO)).isTrue();
        assertThat(purse.reserve(THREE)).isFalse();
        assertThat(purse.closed()).isPresent();
    }
}
