package org.charactermirror.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ScaleTest {

    private static String labels(Scale scale) {
        return String.join(" ", scale.ticks().stream().map(scale::label).toList());
    }

    @Test
    void a_scale_has_round_numbers_and_holds_its_figures() {
        assertThat(labels(Scale.around(0, 114.6))).isEqualTo("0 50 100 150");
        assertThat(labels(Scale.around(0, 8.2))).isEqualTo("0.0 2.5 5.0 7.5 10.0");
        assertThat(labels(Scale.around(-10.9, 46.1))).isEqualTo("−20 0 20 40 60");
        assertThat(labels(Scale.around(-0.81, 0.45))).isEqualTo("−1.0 −0.5 0.0 0.5");
        assertThat(labels(Scale.around(0, 100))).isEqualTo("0 25 50 75 100");
    }

    @Test
    void equal_figures_stand_within_a_scale() {
        assertThat(labels(Scale.around(0, 0))).isEqualTo("0.00 0.25 0.50 0.75 1.00");
        // Half of 4 on either side: 2 to 6.
        assertThat(labels(Scale.around(4, 4))).isEqualTo("2 3 4 5 6");
    }

    @Test
    void a_figure_outside_stands_at_the_nearer_end() {
        Scale scale = new Scale(1, 5, 1);
        assertThat(scale.share(3)).isEqualTo(0.5);
        assertThat(scale.share(0)).isZero();
        assertThat(scale.share(9)).isEqualTo(1);
    }

    @Test
    void what_has_no_length_is_no_scale() {
        assertThatThrownBy(() -> new Scale(1, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no scale: 1.0 to 1.0 by 1.0");
    }

    @Test
    void long_names_lose_their_middle_and_keep_both_ends() {
        // An em is 11 wide and a Chinese character one em: five of them and the sign for what is left out fit 66.
        assertThat(Letters.fit("一二三四五六七八", 66)).isEqualTo("一二三…七八");
        assertThat(Letters.fit("一二三四五六", 66)).isEqualTo("一二三四五六");
        assertThat(Letters.fit("一二三四五六", 5)).isEqualTo("…");
    }
}
