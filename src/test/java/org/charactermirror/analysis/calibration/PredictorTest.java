package org.charactermirror.analysis.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.charactermirror.analysis.Rows;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.stats.NormalDraws;
import org.junit.jupiter.api.Test;

class PredictorTest {

    /** Cumulative 0.2, 0.7 beside 0, 1 of the middle one: (0.04 + 0.09) / 2; beside 1, 1 of the lowest (0.64 + 0.09) / 2. */
    @Test
    void the_ranked_probability_score_is_the_mean_squared_distance_of_cumulative_probabilities() {
        double[] likely = {0.2, 0.5, 0.3};
        assertThat(Predictor.rankedScore(likely, 1)).isCloseTo(0.065, within(1e-12));
        assertThat(Predictor.rankedScore(likely, 0)).isCloseTo(0.365, within(1e-12));
        assertThat(Predictor.rankedScore(new double[] {0, 1, 0}, 1)).isZero();
        assertThat(Predictor.rankedScore(new double[] {1, 0, 0}, 2)).isEqualTo(1);
    }

    /** Scores of two made-up people, and of a judge that sees the same quality, or only chance. */
    private static Annotations rows(int characters, boolean sees) {
        NormalDraws random = NormalDraws.seeded(7);
        StringBuilder text = new StringBuilder("session,annotator,model,character,overall,origin\n");
        for (int c = 0; c < characters; c++) {
            for (int dialogue = 0; dialogue < 4; dialogue++) {
                double quality = random.normal();
                double seen = sees ? quality : random.normal();
                row(text, c, dialogue, "a", quality + 0.5 * random.normal(), "synthetic");
                row(text, c, dialogue, "b", quality + 0.5 * random.normal(), "synthetic");
                row(text, c, dialogue, "J", seen + 0.3 * random.normal(), "judge");
            }
        }
        return Rows.of(text.toString());
    }

    private static void row(StringBuilder text, int character, int dialogue, String who, double score, String origin) {
        text.append("s%d-%d,%s,x,c%d,%d,%s%n"
                .formatted(
                        character, dialogue, who, character, Math.max(1, Math.min(5, Math.round(3 + score))), origin));
    }

    private static Prediction predicted(Annotations rows, MetricTable metrics) {
        return Calibration.of(rows, CalibrationSettings.ofDefaults().withMetrics(metrics))
                .predictions()
                .get(0);
    }

    @Test
    void a_judge_that_sees_what_people_see_predicts_characters_that_were_held_out() {
        Prediction.Result result =
                predicted(rows(20, true), MetricTable.NONE).result().orElseThrow();
        assertThat(result.rows()).isEqualTo(160);
        assertThat(result.clusters()).isEqualTo(20);
        assertThat(result.folds()).isEqualTo(10);
        assertThat(result.heldOut()).isEqualTo("characters");
        assertThat(result.gain().uncertainty().interval().orElseThrow().low()).isPositive();
        assertThat(result.coefficients().get(0).value().orElseThrow()).isPositive();
    }

    @Test
    void a_judge_that_says_what_comes_to_its_mind_predicts_no_better_than_shares() {
        Prediction.Result result =
                predicted(rows(20, false), MetricTable.NONE).result().orElseThrow();
        assertThat(result.gain().uncertainty().interval().orElseThrow().low()).isNegative();
        assertThat(result.gain().value().value().orElseThrow()).isCloseTo(0, within(0.01));
    }

    @Test
    void few_characters_cannot_be_held_out() {
        Prediction prediction = predicted(rows(4, true), MetricTable.NONE);
        assertThat(prediction.result()).isEmpty();
        assertThat(prediction.reason()).isEqualTo("4 characters are too few to hold some out; 5 are the least");
    }

    @Test
    void features_that_say_nothing_or_of_few_rows_are_left_out_and_named() {
        MetricTable.Builder metrics = new MetricTable.Builder();
        for (int c = 0; c < 6; c++) {
            for (int dialogue = 0; dialogue < 4; dialogue++) {
                metrics.add(
                        "s" + c + "-" + dialogue,
                        "x",
                        1,
                        c == 0 ? Map.of("constant", 1.0, "rare", 2.0) : Map.of("constant", 1.0));
            }
        }
        Prediction prediction = predicted(rows(6, true), metrics.build());
        assertThat(prediction.features()).containsExactly("J");
        // Four dialogues of the first of six characters, two people each.
        assertThat(prediction.unusedFeatures())
                .containsExactly("constant: the same everywhere", "rare: defined for 8 of 48 rows");
        assertThat(prediction.result()).isPresent();
    }

    /** Nothing keeps a judge from having a name that a metric has. */
    @Test
    void a_judge_and_a_metric_of_one_name_are_two_features() {
        MetricTable.Builder metrics = new MetricTable.Builder();
        for (int c = 0; c < 6; c++) {
            for (int dialogue = 0; dialogue < 4; dialogue++) {
                metrics.add("s" + c + "-" + dialogue, "x", 1, Map.of("J", (double) (c + 3 * dialogue)));
            }
        }
        Prediction prediction = predicted(rows(6, true), metrics.build());
        assertThat(prediction.features()).containsExactly("J (judge)", "J (metric)");
        assertThat(prediction.result().orElseThrow().coefficients()).hasSize(2);
    }

    /** The judge leaves out 2 of 40 dialogues, which two people scored. */
    @Test
    void rows_of_which_a_feature_says_nothing_are_counted_and_not_filled_in() {
        Annotations all = rows(10, true);
        Annotations fewer = new Annotations(
                all.ratings().stream()
                        .filter(row -> !row.subject().annotator().equals("J")
                                || !List.of("s0-0", "s9-3")
                                        .contains(String.valueOf(row.subject().session())))
                        .toList(),
                all.turnErrors(),
                all.preferences(),
                0);
        Prediction prediction = predicted(fewer, MetricTable.NONE);
        assertThat(prediction.rowsWithoutFeatures()).isEqualTo(4);
        assertThat(prediction.result().orElseThrow().rows()).isEqualTo(76);
    }

    /** All but the first of six characters have the score 3: without the first there is one score only. */
    @Test
    void a_part_without_which_all_scores_are_equal_has_the_baseline_and_is_counted() {
        StringBuilder text = new StringBuilder("session,annotator,model,character,overall,origin\n");
        for (int c = 0; c < 6; c++) {
            for (String who : List.of("a", "b")) {
                row(text, c, 0, who, c == 0 ? 1 : 0, "synthetic");
            }
            row(text, c, 0, "J", c % 2, "judge");
        }
        Prediction.Result result =
                predicted(Rows.of(text.toString()), MetricTable.NONE).result().orElseThrow();
        assertThat(result.folds()).isEqualTo(6);
        assertThat(result.foldsWithoutFit()).isEqualTo(1);
    }

    @Test
    void equal_scores_of_people_predict_nothing() {
        StringBuilder text = new StringBuilder("session,annotator,model,character,overall,origin\n");
        for (int c = 0; c < 6; c++) {
            row(text, c, 0, "a", 0, "synthetic");
            row(text, c, 0, "J", c % 2, "judge");
        }
        assertThat(predicted(Rows.of(text.toString()), MetricTable.NONE).reason())
                .isEqualTo("all scores of people are equal");
    }
}
