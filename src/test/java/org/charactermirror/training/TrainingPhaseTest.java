package org.charactermirror.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TrainingPhaseTest {

    @Test
    void the_rate_rises_in_a_line_and_falls_along_a_cosine() {
        TrainingPhase phase = new TrainingPhase("test", 110, 2.0, 10, 0.1, new WindowKind(1, 8, 0, false));
        assertThat(phase.rate(0)).isCloseTo(0.2, within(1e-12));
        assertThat(phase.rate(9)).isCloseTo(2.0, within(1e-12));
        assertThat(phase.rate(10)).isCloseTo(2.0, within(1e-12));
        // Half-way the cosine is 0, so the rate is the middle of 2.0 and 0.2.
        assertThat(phase.rate(60)).isCloseTo(1.1, within(1e-12));
        // cos(0.99 pi) = -0.99950656, so 0.2 + 1.8 x (1 - 0.99950656) / 2 = 0.20044410.
        assertThat(phase.rate(109)).isCloseTo(0.20044410, within(1e-8));
    }
}
