package org.charactermirror.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TrainingNetworkTest {

    private static final NetworkShape SHAPE = new NetworkShape(2, 32, 4, 48, 20, 16);

    @Test
    void an_untrained_network_is_as_good_as_guessing_and_learns_a_sequence_by_heart() {
        try (TrainingNetwork network = new TrainingNetwork(SHAPE, new SplittableRandom(1))) {
            TrainingBatch batch = sequence();
            float first = network.step(batch, 0.01f);
            assertThat(first).isBetween((float) Math.log(20) - 0.2f, (float) Math.log(20) + 0.2f);
            float last = first;
            for (int i = 0; i < 60; i++) {
                last = network.step(batch, 0.01f);
            }
            assertThat(last).isLessThan(0.05f);
        }
    }

    @Test
    void the_same_seed_gives_the_same_losses_to_the_bit() {
        assertThat(losses()).isEqualTo(losses());
    }

    @Test
    void beginning_anew_leaves_what_a_checkpoint_holds_and_an_optimiser_that_knows_nothing() {
        try (TrainingNetwork network = new TrainingNetwork(SHAPE, new SplittableRandom(7));
                TrainingNetwork other = new TrainingNetwork(SHAPE, new SplittableRandom(8))) {
            // Both have learnt before, and different things: what a script computes in its first steps, before it is
            // compiled, may round otherwise than later on.
            for (int i = 0; i < 5; i++) {
                network.step(sequence(), 0.01f);
                other.step(sequence(), 0.01f);
            }
            network.beginAnew();
            other.beginAnew();
            network.weights().forEach((name, weight) -> {
                float[] values = weight.toFloatArray();
                for (float value : values) {
                    // Half precision keeps 11 significant bits, and nothing below 2^-24.
                    double unit = Math.max(0x1p-24, Math.ulp(value) * 0x1p13);
                    assertThat(Math.rint(value / unit) * unit).as(name).isEqualTo(value);
                }
                Objects.requireNonNull(other.weights().get(name)).set(values);
            });
            for (int i = 0; i < 5; i++) {
                assertThat(network.step(sequence(), 0.01f)).isEqualTo(other.step(sequence(), 0.01f));
            }
        }
    }

    private static float[] losses() {
        try (TrainingNetwork network = new TrainingNetwork(SHAPE, new SplittableRandom(7))) {
            float[] losses = new float[10];
            for (int i = 0; i < losses.length; i++) {
                losses[i] = network.step(sequence(), 0.003f);
            }
            return losses;
        }
    }

    private static TrainingBatch sequence() {
        long[] ids = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3};
        int[] at = new int[15];
        long[] targets = new long[15];
        for (int i = 0; i < 15; i++) {
            at[i] = i;
            targets[i] = ids[i + 1];
        }
        return new TrainingBatch(ids, 1, 16, at, targets);
    }
}
