package org.charactermirror.chat.glm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SameBitsTest {

    @Test
    void the_embedded_network_gives_the_same_bits_beside_others_and_in_pieces() {
        assertThat(SameBits.difference(EmbeddedModels.resolve("embedded:tiny"))).isEmpty();
    }
}
