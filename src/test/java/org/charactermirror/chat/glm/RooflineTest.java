package org.charactermirror.chat.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RooflineTest {

    /**
     * Hidden 64, feed-forward 112, 4 heads of 16, 2 groups, vocabulary 256. QKV (4 + 2 x 2) x 16 = 128 x 64 + 128 = 8,320,
     * dense 64 x 64 = 4,096, feed-forward 3 x 112 x 64 = 21,504, norms 128: 34,048 a layer, 68,096 for 2, and 64 for the last
     * norm: 68,160. Embedding and output layer 256 x 64 = 16,384 each.
     */
    private static final ModelConfiguration SIZES = ModelConfiguration.read(TinyCheckpoint.FOLDER);

    @Test
    void a_step_of_few_tokens_reads_all_weights_but_the_embedding() {
        Roofline roofline = new Roofline(SIZES, Precision.F32, new MachineSpeed(1000, 1e9));
        assertThat(roofline.step(1)).isCloseTo((68_160 + 16_384) * 4 / 1000.0, within(1e-9));
        assertThat(roofline.limit(1)).isEqualTo(Roofline.Limit.MEMORY);
        assertThat(new Roofline(SIZES, Precision.BF16, new MachineSpeed(1000, 1e9)).step(1))
                .as("half the bytes")
                .isCloseTo((68_160 + 16_384) * 2 / 1000.0, within(1e-9));
    }

    @Test
    void a_step_of_many_tokens_takes_two_operations_for_each_weight_and_token() {
        Roofline roofline = new Roofline(SIZES, Precision.F32, new MachineSpeed(1e9, 1000));
        assertThat(roofline.step(64)).isCloseTo(2.0 * (68_160 + 16_384) * 64 / 1000, within(1e-6));
        assertThat(roofline.limit(64)).isEqualTo(Roofline.Limit.MATRICES);
    }

    @Test
    void a_prompt_needs_the_output_layer_for_its_last_token_only() {
        Roofline roofline = new Roofline(SIZES, Precision.F32, new MachineSpeed(1e12, 1000));
        assertThat(roofline.prompt(512)).isCloseTo(2.0 * (68_160 * 512 + 16_384) / 1000, within(1e-3));
    }

    @Test
    void a_prompt_reads_the_weights_once_for_every_piece() {
        Roofline roofline = new Roofline(SIZES, Precision.F32, new MachineSpeed(1, 1e12));
        assertThat(roofline.prompt(257)).isCloseTo(2 * 4.0 * (68_160 + 16_384), within(1e-3));
    }
}
