package org.charactermirror.chat.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ExponentialTest {

    @Test
    void it_is_the_exponential_function_to_within_a_few_units_in_the_last_place() {
        SplittableRandom random = new SplittableRandom(1);
        double largest = 0;
        for (int draw = 0; draw < 1_000_000; draw++) {
            double x = draw % 2 == 0 ? -random.nextDouble(700) : -random.nextDouble(2);
            double expected = StrictMath.exp(x);
            largest = Math.max(largest, Math.abs(Exponential.of(x) - expected) / expected);
        }
        assertThat(largest).isLessThan(7e-16);
    }

    @Test
    void it_is_exact_where_the_result_is_known() {
        assertThat(Exponential.of(0)).isEqualTo(1);
        assertThat(Exponential.of(-0.0)).isEqualTo(1);
        assertThat(Exponential.of(-StrictMath.log(2))).isCloseTo(0.5, offset(1e-16));
        assertThat(Exponential.of(Exponential.LEAST)).isCloseTo(9.8596765437598e-305, offset(1e-317));
    }

    @Test
    void it_never_falls_where_its_argument_grows() {
        double before = 0;
        for (int step = -70_000; step <= 0; step++) {
            double value = Exponential.of(step / 1000.0);
            assertThat(value).isGreaterThan(before);
            before = value;
        }
    }
}
