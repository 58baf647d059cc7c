package org.charactermirror.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class KappaSpreadTest {

    @Test
    void quantiles_are_those_of_r() {
        // R: quantile(c(-0.2, 0.1, 0.15, 0.4, 0.9, 1), c(0.25, 0.5, 0.75)) gives 0.1125 0.2750 0.7750
        double[] sorted = {-0.2, 0.1, 0.15, 0.4, 0.9, 1};
        assertThat(KappaSpread.quantile(sorted, 0.25)).isCloseTo(0.1125, within(1e-12));
        assertThat(KappaSpread.quantile(sorted, 0.5)).isCloseTo(0.275, within(1e-12));
        assertThat(KappaSpread.quantile(sorted, 0.75)).isCloseTo(0.775, within(1e-12));
        assertThat(KappaSpread.quantile(new double[] {0.3}, 0.75)).isEqualTo(0.3);
    }
}
