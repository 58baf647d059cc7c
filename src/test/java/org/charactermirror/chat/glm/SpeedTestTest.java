package org.charactermirror.chat.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SpeedTestTest {

    private static final ModelConfiguration SIZES = ModelConfiguration.read(TinyCheckpoint.FOLDER);

    @Test
    void every_further_layer_costs_what_those_between_the_two_measurements_cost() {
        // 3 layers cost 4 more than 1, so that a layer costs 2 and what is not a layer 1: 1 + 28 x 2
        assertThat(SpeedTest.whole(3, 7, 3, 28)).isCloseTo(57, within(1e-9));
        assertThat(SpeedTest.whole(3, 3, 1, 1)).isEqualTo(3);
        // Noise never makes a layer cost less than nothing.
        assertThat(SpeedTest.whole(3, 2, 3, 28)).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void a_model_is_measured_from_its_sizes_alone(Precision precision) {
        SpeedTest.Result result = SpeedTest.run(SIZES, precision, 300, 1400);
        assertThat(result.context()).as("half of a context of 128").isEqualTo(64);
        assertThat(result.promptTokens()).isEqualTo(64);
        assertThat(result.batch()).as("the most rows of a step").isEqualTo(Decoder.MOST_ROWS);
        assertThat(result.layers()).isEqualTo(2);
        assertThat(result.single().faster())
                .isPositive()
                .isLessThanOrEqualTo(result.single().slower());
    }

    @Test
    void measuring_takes_less_than_three_gigabytes_for_a_model_of_six_billion_parameters() {
        ModelConfiguration sizes = new ModelConfiguration(28, 4096, 13696, 32, 128, 2, 65024, 32768, 1e-5);
        // Embedding, which is the output layer too, 65,024 x 4,096 = 266,338,304 numbers; one layer: QKV 4,608 x 4,096
        // + 4,608, dense 4,096 x 4,096, feed-forward 3 x 13,696 x 4,096, norms 2 x 4,096 = 203,960,832; the last norm
        // 4,096. In 32-bit floats 1,881,212,928 bytes. Caches: 32 x 2 layers x 512 numbers x 1,408 places x 4 bytes =
        // 184,549,376. A step: masks 320 x 16 x 1,408 x 4 + 89,653,248 + 33,292,288 = 151,781,376.
        assertThat(SpeedTest.memory(sizes, Precision.F32, 32, 1400))
                .isEqualTo(1_881_212_928L + 184_549_376 + 151_781_376)
                .isLessThan(3_000_000_000L);
    }
}
