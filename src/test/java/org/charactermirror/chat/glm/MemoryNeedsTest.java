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
    void a_model_keeps_caches_of_dialogues_that_are_not_being_written() {
        // 32 being written, and at most 32 + 4 - 1 that were kept when the last of them began.
        assertThat(MemoryNeeds.dialogues(32)).isEqualTo(67);
        assertThat(MemoryNeeds.dialogues(1)).isEqualTo(5);
        // 12,487,168,000 + 67 x 1,879,048,192 + 794,034,176
        assertThat(bf16.total(32, 32_768)).isEqualTo(139_177_431_040L);
    }

    @Test
    void the_largest_batch_and_the_longest_dialogue_are_those_that_just_fit() {
        // With --batch 2: 12,487,168,000 + 7 x 1,879,048,192 + 671,088,640 + 89,653,248 + 16,646,144
        long two = 26_417_893_376L;
        assertThat(bf16.total(2, 32_768)).isEqualTo(two);
        assertThat(bf16.largestBatch(two, 32)).isEqualTo(2);
        assertThat(bf16.largestBatch(two - 1, 32)).isEqualTo(1);
        assertThat(bf16.largestBatch(12_487_168_000L, 32)).isZero();
        assertThat(bf16.longestDialogue(two, 2)).isEqualTo(32_768);
        // One span less of room, of which a cache that grows by doubling can use half.
        assertThat(bf16.longestDialogue(two - 1, 2)).isEqualTo((32_768 - 64) / 2);
        assertThat(bf16.longestDialogue(12_487_168_000L, 2)).isZero();
    }
}
