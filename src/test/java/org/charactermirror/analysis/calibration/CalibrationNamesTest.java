package org.charactermirror.analysis.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.charactermirror.analysis.ClusterKind;
import org.charactermirror.analysis.OtherNames;
import org.charactermirror.analysis.RandomRows;
import org.charactermirror.annotation.Annotations;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An archive has pseudonyms in place of names, and judges come out of it beside people as they were. */
class CalibrationNamesTest {

    @ParameterizedTest
    @CsvSource({
        "1, true,",
        "2, false,",
        "3, true, NONE",
        "4, false, NONE",
        "5, true, ANNOTATOR",
        "6, true, CHARACTER",
        "7, true, SESSION"
    })
    void no_figure_depends_on_what_people_are_called_or_on_the_order_of_rows(
            long seed, boolean sessions, ClusterKind clusters) {
        Annotations rows = RandomRows.of(seed, 500, sessions);
        CalibrationSettings settings =
                CalibrationSettings.ofDefaults().withMetrics(metrics(seed)).withClusters(Optional.ofNullable(clusters));
        Calibration named = Calibration.of(rows, settings);
        assertThat(named.judges()).isNotEmpty();
        assertThat(named.powered()).isNotEmpty();
        assertThat(named.predictions()).isNotEmpty();
        assertThat(named.metrics()).isNotEmpty();
        assertThat(named.judges().stream().anyMatch(one -> !one.position().isEmpty()))
                .isTrue();
        assertThat(Calibration.of(OtherNames.of(rows, seed), settings)).isEqualTo(named);
    }

    /** Lengths whose logarithms round, and another metric that does; a few are undefined. */
    private static MetricTable metrics(long seed) {
        Random random = new Random(seed);
        MetricTable.Builder metrics = new MetricTable.Builder();
        for (int session = 0; session < 6; session++) {
            for (String model : new String[] {"zeta", "GPT-4", "CharacterGLM-66B", "alpha"}) {
                for (int turn = 1; turn <= 4; turn++) {
                    Map<String, Double> values = new HashMap<>();
                    values.put("length_characters", 1.0 + random.nextInt(80));
                    if (random.nextInt(40) > 0) {
                        values.put("distinct_1", random.nextInt(100) / 100.0);
                    }
                    metrics.add("s" + session, model, turn, values);
                }
            }
        }
        return metrics.build();
    }
}
