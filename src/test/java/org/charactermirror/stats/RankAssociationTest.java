package org.charactermirror.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RankAssociationTest {

    private static final double[] X = {1, 2, 2, 3, 5, 5, 5, 8, 9, 9};
    private static final double[] Y = {2, 1, 3, 3, 4, 6, 6, 5, 9, 7};

    @Test
    void rho_and_its_interval_are_those_of_another_implementation() {
        RankAssociation association = new RankAssociation(X, Y, new int[] {0, 0, 1, 1, 2, 2, 3, 3, 4, 4}, 5);
        // SciPy's spearmanr; 200,000 resamples of the five clusters ranked anew by SciPy's rankdata: 0.2947 to 0.9443.
        assertThat(association.rho().value().orElseThrow()).isCloseTo(0.9100081048736212, within(1e-12));
        ClusterBootstrap.Resampled resampled = association.interval(10_000, 1).orElseThrow();
        assertThat(resampled.interval().low()).isCloseTo(0.2947, within(0.03));
        assertThat(resampled.interval().high()).isCloseTo(0.9443, within(0.005));
    }

    @Test
    void equal_values_have_no_order() {
        assertThat(new RankAssociation(new double[] {1, 1}, new double[] {1, 2}, new int[] {0, 1}, 2).rho())
                .isEqualTo(Estimate.notEstimable("all values are equal"));
        assertThat(new RankAssociation(new double[0], new double[0], new int[0], 1).rho())
                .isEqualTo(Estimate.notEstimable("fewer than two items"));
    }
}
