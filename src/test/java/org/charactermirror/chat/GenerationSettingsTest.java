package org.charactermirror.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class GenerationSettingsTest {

    @Test
    void beam_search_has_two_to_four_beams_and_no_temperature() {
        assertThat(new GenerationSettings(0, 1, 0, 1, 8, 0, 4).numBeams()).isEqualTo(4);
        assertThat(GenerationSettings.ofDefaults().numBeams()).isEqualTo(1);
        assertThatThrownBy(() -> new GenerationSettings(0, 1, 0, 1, 8, 0, 5))
                .hasMessage("num_beams is 5; it must be from 1 to 4");
        assertThatThrownBy(() -> new GenerationSettings(0, 1, 0, 1, 8, 0, 0))
                .hasMessage("num_beams is 0; it must be from 1 to 4");
        assertThatThrownBy(() -> new GenerationSettings(0.9, 1, 0, 1, 8, 0, 2))
                .hasMessage("temperature is 0.9; it must be 0 with num_beams 2: beam search draws nothing");
    }
}
