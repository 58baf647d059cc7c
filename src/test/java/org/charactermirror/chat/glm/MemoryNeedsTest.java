package org.charactermirror.chat.glm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemoryNeedsTest {

    /** ChatGLM2-6B as it is published. */
    private static final ModelConfiguration SIZES =
            new ModelConfiguration(28, 4096, 13696, 32, 128, 2, 65024, 32768, 1e-5);

    private final MemoryNeeds f32 = new MemoryNeeds(SIZES, Precision.F32);
    private final MemoryNeeds bf16 = new MemoryNeeds(SIZES, Precision.BF16);

    @Test
    void weights_take_four_or_two_bytes_a_parameter() {
        // 6,243,584,000 parameters, the published count.
        assertThat(f32.weights()).isEqualTo(24_974_336_000L);
        assertThat(bf16.weights()).isEqualTo(12_487_168_000L);
    }

    @Test
    void integer_weights_take_a_byte_and_a_scale_for_each_output() {
        // Output layer 65,024 x 4,096 = 266,338,304; 28 layers of QKV 4,608 x 4,096, dense 4,096 x 4,096, feed-forward
        // 3 x 13,696 x 4,096 = 203,948,032. Scales: 65,024 + 28 x 40,192 outputs, 4 bytes each. The embedding in 16
        // bits,
        // 532,676,608. Norms 57 x 4,096 and biases 28 x 4,608 in 32.
        assertThat(new MemoryNeeds(SIZES, Precision.INT8).weights())
                .isEqualTo(266_338_304L + 28 * 203_948_032L + 4 * 1_190_400 + 532_676_608 + 4 * 362_496);
    }

    @Test
    void a_cache_holds_keys_and_values_of_every_layer_and_group_in_whole_spans() {
        // 28 layers x 2 x 2 groups x 128 = 14,336 numbers a token; 32,768 tokens are 512 spans of 64.
        assertThat(bf16.cache(32_768)).isEqualTo(14_336L * 4 * 32_768).isEqualTo(1_879_048_192L);
        assertThat(f32.cache(32_768)).isEqualTo(1_879_048_192L);
        assertThat(bf16.cache(65)).isEqualTo(14_336L * 4 * 128);
    }

    @Test
    void a_step_takes_masks_activations_and_logits() {
        // Masks: (256 + 64) rows x 16 heads of a group x 32,768 places x 4 bytes = 671,088,640.
        // Activations: 256 rows x (4 x 13,696 + 8 x 4,096) x 4 = 256 x 87,552 x 4 = 89,653,248.
        // Logits: 4 copies x 32 replies x 65,024 x 4 = 33,292,288.
        assertThat(bf16.step(32, 32_768)).isEqualTo(671_088_640L + 89_653_248 + 33_292_288);
        // One reply is filled up to 16 rows.
        assertThat(bf16.step(1, 32_768)).isEqualTo(671_088_640L + 89_653_248 + 33_292_288 / 2);
    }

    @Test
    void what_is_kept_after_a_reply_takes_the_bytes_of_the_type_to_which_it_is_rounded() {
        assertThat(bf16.kept(3)).isEqualTo(14_336L * 2 * 3);
        assertThat(new MemoryNeeds(SIZES, Precision.INT8).kept(1)).isEqualTo(14_336L * 2);
        assertThat(f32.kept(1)).isEqualTo(14_336L * 4);
    }

    @Test
    void a_model_takes_weights_the_bound_on_its_caches_and_a_step() {
        // 12,487,168,000 + 4,000,000,000 + 794,034,176
        assertThat(bf16.total(32, 32_768, 4_000_000_000L)).isEqualTo(17_281_202_176L);
    }

    @Test
    void the_longest_dialogue_is_the_one_that_just_fits() {
        // A span of 64 tokens takes 14,336 x 4 x 64 = 3,670,016 bytes.
        assertThat(bf16.longestDialogue(2 * 3_670_016L)).isEqualTo(128);
        assertThat(bf16.longestDialogue(2 * 3_670_016L - 1)).isEqualTo(64);
        assertThat(bf16.longestDialogue(3_670_015L)).isZero();
        assertThat(bf16.longestDialogue(80_000_000_000L)).isEqualTo(32_768);
        // With --batch 2: 12,487,168,000 + 1,879,048,192 + 671,088,640 + 89,653,248 + 16,646,144
        long one = 15_143_604_224L;
        assertThat(bf16.longestDialogue(one, 2)).isEqualTo(32_768);
        assertThat(bf16.longestDialogue(one - 1, 2)).isEqualTo(32_768 - 64);
        assertThat(bf16.longestDialogue(12_487_168_000L, 2)).isZero();
    }
}
