package org.charactermirror.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class FractionTest {

    @Test
    void halves_round_up_where_binary_fractions_would_round_down() {
        // 2.675 and 1.005 as doubles lie below the half; 1/400 is the paper's 0.3 percent.
        assertThat(Fraction.of(2675, 1000).print(2)).isEqualTo("2.68");
        assertThat(Fraction.of(1005, 1000).print(2)).isEqualTo("1.01");
        assertThat(Fraction.of(100, 400).print(1)).isEqualTo("0.3");
        assertThat(Fraction.of(8045, 1000).print(2)).isEqualTo("8.05");
    }

    @Test
    void what_lies_just_below_a_half_rounds_down() {
        assertThat(Fraction.of(2674999999L, 1000000000L).print(2)).isEqualTo("2.67");
        assertThat(Fraction.of(1, 3).print(2)).isEqualTo("0.33");
    }

    @Test
    void decimals_are_kept_and_zero_has_no_sign() {
        assertThat(Fraction.of(5, 1).print(2)).isEqualTo("5.00");
        assertThat(Fraction.of(-1, 100).print(1)).isEqualTo("0.0");
        assertThat(Fraction.of(-25, 100).print(1)).isEqualTo("-0.3");
    }

    @Test
    void sums_of_halves_are_exact() {
        assertThat(Fraction.of(new BigDecimal("10.5"), 3)).isEqualTo(Fraction.of(7, 2));
        assertThat(Fraction.of(new BigDecimal("1E+2"), 3).print(3)).isEqualTo("33.333");
    }

    @Test
    void sums_and_differences_are_exact() {
        assertThat(Fraction.of(1, 3).plus(Fraction.of(1, 6)).minus(Fraction.of(1, 2)))
                .isEqualTo(Fraction.ZERO);
        assertThat(Fraction.of(1, 3)).isLessThan(Fraction.of(34, 100));
    }

    @Test
    void there_is_no_quotient_by_zero() {
        assertThatThrownBy(() -> Fraction.of(1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("denominator 0 is not above zero");
    }
}
