package org.charactermirror.analysis.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.charactermirror.analysis.ClusterKind;
import org.charactermirror.analysis.Uncertainty;
import org.charactermirror.stats.Estimate;
import org.charactermirror.stats.Interval;
import org.junit.jupiter.api.Test;

class VerdictTest {

    private static Figure alpha(double low, double high, int clusters) {
        return new Figure(
                Estimate.of((low + high) / 2),
                new Uncertainty(Optional.of(new Interval(low, high)), "", ClusterKind.CHARACTER, clusters, 0),
                100);
    }

    @Test
    void a_judge_passes_if_the_lower_end_reaches_the_bar_and_fails_if_the_upper_end_does_not() {
        assertThat(Verdict.of(alpha(0.7, 0.9, 12), 0.7)).isEqualTo(new Verdict(Verdict.State.PASSES, ""));
        assertThat(Verdict.of(alpha(0.5, 0.69, 12), 0.7)).isEqualTo(new Verdict(Verdict.State.FAILS, ""));
        assertThat(Verdict.of(alpha(0.5, 0.7, 12), 0.7))
                .isEqualTo(new Verdict(Verdict.State.UNDECIDED, "its interval holds the bar"));
    }

    @Test
    void few_clusters_decide_nothing() {
        assertThat(Verdict.of(alpha(0.9, 0.95, 9), 0.7))
                .isEqualTo(new Verdict(Verdict.State.UNDECIDED, "its interval rests on 9 characters, fewer than 10"));
    }

    @Test
    void without_an_interval_there_is_no_verdict() {
        Figure withoutInterval = new Figure(
                Estimate.of(0.99),
                new Uncertainty(Optional.empty(), "only one of the annotators", ClusterKind.ANNOTATOR, 1, 0),
                100);
        assertThat(Verdict.of(withoutInterval, 0.7))
                .isEqualTo(new Verdict(Verdict.State.NOT_ESTIMABLE, "only one of the annotators"));
    }
}
