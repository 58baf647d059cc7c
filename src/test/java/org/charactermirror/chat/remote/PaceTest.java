package org.charactermirror.chat.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void requests_are_spread_evenly_over_the_minute() {
        Pace pace = new Pace(30);

        List<Long> waits = new ArrayList<>();
        for (int request = 0; request < 4; request++) {
            waits.add(pace.reserve(1, 5 * SECOND));
        }

        // 30 in a minute are one every two seconds.
        assertThat(waits).containsExactly(0L, 2 * SECOND, 4 * SECOND, 6 * SECOND);
    }

    @Test
    void time_in_which_nothing_was_asked_is_not_saved_up() {
        Pace pace = new Pace(60);
        pace.reserve(1, 0);

        assertThat(pace.reserve(1, 100 * SECOND)).isZero();
        assertThat(pace.reserve(1, 100 * SECOND)).isEqualTo(SECOND);
    }

    @Test
    void what_was_reserved_too_much_is_given_back_and_what_was_too_little_is_made_up_for() {
        Pace pace = new Pace(600);
        pace.reserve(100, 0);

        // 100 tokens are 10 seconds at 600 a minute; 40 would have been 4.
        pace.settle(100, 40);
        assertThat(pace.reserve(10, 0)).isEqualTo(4 * SECOND);

        pace.settle(10, 30);
        assertThat(pace.reserve(1, 0)).isEqualTo(7 * SECOND);
    }
}
