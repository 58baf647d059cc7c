package org.charactermirror.chat.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RepeatedTest {

    @Test
    void work_is_done_once_more_than_it_is_measured() {
        AtomicInteger done = new AtomicInteger();
        Repeated repeated = Repeated.of(done::incrementAndGet, 3, 0);
        assertThat(repeated.repetitions()).isEqualTo(3);
        assertThat(done).hasValue(4);
    }

    @Test
    void short_work_is_measured_a_thousand_times_at_most() {
        assertThat(Repeated.of(() -> {}, 3, 3600).repetitions()).isEqualTo(1000);
    }

    @Test
    void best_median_and_worst_are_taken_from_all_measurements() {
        assertThat(Repeated.of(List.of(4.0, 1.0, 3.0, 2.0, 5.0))).isEqualTo(new Repeated(1, 3, 5, 5));
    }

    @Test
    void the_whole_model_has_the_spread_of_the_larger_network() {
        // A layer takes (7 - 3) / (3 - 1) = 2, and 28 layers 3 + 27 x 2 = 57; the worst was 14 / 7 = 2 times the best.
        Repeated whole = new Repeated(7, 7, 14, 4).extrapolated(new Repeated(3, 5, 9, 4), 3, 28);
        assertThat(whole.best()).isCloseTo(57, within(1e-9));
        assertThat(whole.median()).isCloseTo(57, within(1e-9));
        assertThat(whole.worst()).isCloseTo(114, within(1e-9));
        assertThat(whole.repetitions()).isEqualTo(4);
    }
}
