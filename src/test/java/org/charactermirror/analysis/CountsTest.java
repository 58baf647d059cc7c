package org.charactermirror.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountsTest {

    @Test
    void values_that_come_after_many_others_are_counted_too() {
        Counts counts = new Counts("a", "b", "c", "d");
        for (int i = 0; i < 40_000; i++) {
            counts.add("first", "value " + i, "c", "d");
        }
        counts.add("last", "value 0", "c", "d");
        counts.add("last", "value 0", "c", "d");
        assertThat(counts.of("last", "value 0", "c", "d")).isEqualTo(2);
        assertThat(counts.of("first", "value 39999", "c", "d")).isEqualTo(1);
        assertThat(counts.all()).hasSize(40_001);
    }
}
