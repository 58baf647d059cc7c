package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.charactermirror.probe.ProbeScore;
import org.charactermirror.stats.ClusterBootstrap;
import org.charactermirror.stats.Interval;
import org.charactermirror.stats.Wilson;
import org.junit.jupiter.api.Test;

class ProbeReportTest {

    private static final Optional<ClusterBootstrap.Resampled> DRAWN =
            Optional.of(new ClusterBootstrap.Resampled(new Interval(0.1, 0.2), 10_000, 0));

    private static Optional<ProbeScore.ShareOf> share(long count, long n, int characters) {
        return Optional.of(new ProbeScore.ShareOf(count, n, characters, Wilson.of(count, n), DRAWN));
    }

    /** 23 of 80 are 28.75 %, and 69 of 240 as well; in binary both are a little less. */
    @Test
    void halves_are_rounded_up_as_they_stand() {
        assertThat(ProbeReport.percent(share(23, 80, 4))).isEqualTo("28.8");
        assertThat(ProbeReport.percent(share(69, 240, 4))).isEqualTo("28.8");
        assertThat(ProbeReport.percent(share(1, 3, 4))).isEqualTo("33.3");
        assertThat(ProbeReport.percent(Optional.empty())).isEqualTo("-");
        assertThat(ProbeReport.tenths(100 * (23 / 80.0))).isEqualTo("28.8");
    }

    @Test
    void a_share_has_its_own_n_and_is_narrow_by_its_own_characters() {
        assertThat(ProbeReport.share(share(2, 5, 9)))
                .containsEntry("count", 2L)
                .containsEntry("n", 5L)
                .containsEntry("characters", 9)
                .containsEntry("share", 0.4)
                .containsEntry("too_narrow", true);
        assertThat(ProbeReport.share(share(2, 5, 10))).containsEntry("too_narrow", false);
    }
}
