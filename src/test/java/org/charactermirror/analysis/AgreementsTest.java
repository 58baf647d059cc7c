package org.charactermirror.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.annotation.Dimension;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.Place;
import org.charactermirror.annotation.Rating;
import org.charactermirror.annotation.Subject;
import org.junit.jupiter.api.Test;

class AgreementsTest {

    private static Rating rating(String annotator, String session, String score) {
        return new Rating(
                new Place("judges", 1),
                new Subject(null, session, annotator, null, null, null),
                "m",
                Map.of(Dimension.OVERALL, new BigDecimal(score)),
                null,
                Origin.JUDGE,
                Map.of());
    }

    @Test
    void the_mean_of_several_judges_is_a_score_like_any_other() {
        List<Rating> rows = new ArrayList<>();
        String[][] units = {{"3.67", "4"}, {"3.67", "3.67"}, {"4", "4"}, {"1", "3.67"}};
        for (int unit = 0; unit < units.length; unit++) {
            rows.add(rating("ensemble", "s" + unit, units[unit][0]));
            rows.add(rating("judge", "s" + unit, units[unit][1]));
        }
        Analysis analysis = Analysis.of(new Annotations(rows, List.of(), List.of(), 0), AnalysisSettings.ofDefaults());
        Agreement agreement = Optional.ofNullable(
                        analysis.inference().agreements().ratings().get(Dimension.OVERALL))
                .orElseThrow();
        // Values 1, 3.67 and 4 came 1, 4 and 3 times. Ordinal distances: 1 to 3.67 (1 + 4) / 2 = 2.5, 3.67 to 4 3.5, 1
        // to 4 6.
        // Observed 2 (2.5^2 + 3.5^2) / 8; expected 2 (4 x 2.5^2 + 3 x 6^2 + 12 x 3.5^2) / (8 x 7).
        assertThat(agreement.alpha().value().orElseThrow())
                .isCloseTo(1 - 7 * (6.25 + 12.25) / (4 * 6.25 + 3 * 36 + 12 * 12.25), within(1e-12));
        // Interval: 2.67^2, 0.33^2 and 3^2 in their place.
        assertThat(agreement.intervalAlpha().value().orElseThrow())
                .isCloseTo(1 - 7 * (7.1289 + 0.1089) / (4 * 7.1289 + 3 * 9 + 12 * 0.1089), within(1e-12));
        // Cohen's weights go by the scores, too: of (3.67, 4), (3.67, 3.67), (4, 4) and (1, 3.67) 0.1089 and 7.1289 are
        // apart.
        // Expected: 3.67 twice, 4 and 1 against 3.67 twice and 4 twice.
        assertThat(agreement.pairs().get(0).kappa().value().orElseThrow())
                .isCloseTo(1 - 4 * (0.1089 + 7.1289) / (4 * 0.1089 + 2 * 0.1089 + 2 * 7.1289 + 2 * 9), within(1e-12));
    }
}
