package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class StudioBenchTest {

    private final Terminal terminal = new Terminal();

    @Test
    void of_a_hundred_times_the_fiftieth_is_the_median_and_the_ninety_ninth_the_percentile() {
        List<Long> times = new ArrayList<>();
        for (long milliseconds = 1; milliseconds <= 100; milliseconds++) {
            times.add(milliseconds * 1_000_000);
        }
        Collections.reverse(times);

        assertThat(StudioBench.Times.of(times)).isEqualTo(new StudioBench.Times(100, 50, 99, 100));
        assertThat(StudioBench.Times.of(List.of(2_500_000L))).isEqualTo(new StudioBench.Times(1, 2.5, 2.5, 2.5));
    }

    @Test
    void annotators_and_clicks_are_for_this_measurement_only_and_within_bounds() {
        assertThat(terminal.run("bench", "--clicks", "5")).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).contains("--annotators and --clicks need --studio");
        assertThat(terminal.run("bench", "--studio", "--annotators", "0")).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).contains("--annotators is 0; it must be from 1 to 1000");
        assertThat(terminal.run("bench", "--studio", "--clicks", "10001")).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).contains("--clicks is 10001; it must be from 1 to 10000");
        assertThat(terminal.run("bench", "--studio", "--harness")).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).contains("--studio measures nothing else");
    }
}
