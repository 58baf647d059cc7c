package org.charactermirror.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelUsageTest {

    private static final ModelUsage EARLY = new ModelUsage(3, 5, Map.of("rate limited", 2L), 3, 1, 100, 40);
    private static final ModelUsage LATE = new ModelUsage(4, 7, Map.of("overloaded", 1L), 4, 0, 300, 80);

    @Test
    void what_was_added_can_be_taken_away() {
        ModelUsage both = EARLY.plus(LATE);
        assertThat(both).isEqualTo(new ModelUsage(7, 12, Map.of("rate limited", 2L, "overloaded", 1L), 7, 1, 400, 120));
        assertThat(both.minus(EARLY)).isEqualTo(LATE);
        assertThat(both.minus(LATE)).isEqualTo(EARLY);
        assertThat(both.minus(both)).isEqualTo(ModelUsage.NONE);
    }

    @Test
    void more_than_there_is_cannot_be_taken_away() {
        assertThatThrownBy(() -> EARLY.minus(EARLY.plus(LATE)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("more is taken away than there is: ");
        assertThatThrownBy(() -> LATE.minus(new ModelUsage(1, 1, Map.of("timeout", 1L), 0, 0, 0, 0)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
