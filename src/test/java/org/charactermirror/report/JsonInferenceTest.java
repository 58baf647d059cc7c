package org.charactermirror.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.charactermirror.analysis.Analysis;
import org.charactermirror.analysis.AnalysisSettings;
import org.charactermirror.analysis.Rows;
import org.junit.jupiter.api.Test;

/** The keys that programs rely on. */
class JsonInferenceTest {

    private static JsonNode json(String... rows) throws IOException {
        return new ObjectMapper()
                .readTree(Report.of(new ReportInput(
                                "test",
                                Analysis.of(Rows.of(rows), AnalysisSettings.ofDefaults()),
                                List.of(),
                                0,
                                List.of(),
                                new Stamp("now", "1.0", "charmirror report test"),
                                Language.EN))
                        .files()
                        .get("report.json"));
    }

    @Test
    void ratings_have_means_with_intervals_and_agreement() throws IOException {
        JsonNode json = json("""
                annotator,model,character,overall
                a,m,c1,2
                b,m,c1,4
                a,m,c2,5
                b,m,c2,5
                """);
        JsonNode figure = json.at("/ratings/m/overall");
        assertThat(figure.path("mean").decimalValue()).isEqualByComparingTo("4");
        assertThat(figure.path("n").intValue()).isEqualTo(4);
        assertThat(figure.path("ci_low").decimalValue()).isEqualByComparingTo("2");
        assertThat(figure.path("ci_high").decimalValue()).isEqualByComparingTo("5");
        assertThat(json.at("/ratings/m/safety/not_estimable").textValue()).isEqualTo("nobody judged it");
        assertThat(json.at("/agreement/ratings/overall/alpha_ordinal/value").isNumber())
                .isTrue();
        JsonNode kappa = json.at("/agreement/ratings/overall/kappa_quadratic/0");
        assertThat(kappa.path("annotator_1").textValue()).isEqualTo("a");
        assertThat(kappa.path("annotator_2").textValue()).isEqualTo("b");
        assertThat(kappa.path("value").isNumber()).isTrue();
        // One of two units is agreed on; by chance 1/16 + 1/16 + 1/4: (0.5 - 0.375) / (1 - 0.375).
        assertThat(json.at("/agreement/ratings/overall/fleiss_kappa/value").decimalValue())
                .isEqualByComparingTo("0.2");
        // Squares within units 2 * 4, among all 2 * (4 + 2 * 9 + 2 * 1): 1 - 3 * 8 / 48.
        assertThat(json.at("/agreement/ratings/overall/alpha_interval/value").decimalValue())
                .isEqualByComparingTo("0.5");
    }

    @Test
    void comparisons_have_tests_strengths_and_positions() throws IOException {
        JsonNode json = json("""
                annotator,model_a,model_b,session,turn,character,outcome,shown_first
                a,x,y,s,1,c1,win,a
                a,x,y,s,2,c2,win,a
                b,x,y,s,1,c1,lose,a
                b,x,y,s,2,c2,tie,b
                """);
        JsonNode pair = json.at("/pairwise/overall/0");
        assertThat(pair.path("model_a").textValue()).isEqualTo("x");
        assertThat(pair.path("wins").intValue()).isEqualTo(2);
        assertThat(pair.path("ties").intValue()).isEqualTo(1);
        assertThat(pair.path("losses").intValue()).isEqualTo(1);
        assertThat(pair.path("sign_test_p").decimalValue()).isEqualByComparingTo("1");
        assertThat(pair.path("sign_test_holm_p").decimalValue()).isEqualByComparingTo("1");
        assertThat(pair.path("clustered_p").isNumber()).isTrue();
        assertThat(pair.path("clustered_holm_p").isNumber()).isTrue();
        // Two annotators cannot reach a p below 0.5.
        assertThat(pair.path("holds").isBoolean()).isTrue();
        assertThat(pair.path("holds").booleanValue()).isFalse();
        // s_x / s_y = 2 and nu = 1 / sqrt(2 * 1), so log strengths are half of log 2 either way.
        assertThat(json.at("/ranking/davidson/log_strength/x").decimalValue()).isEqualByComparingTo("0.34657359028");
        assertThat(json.at("/ranking/davidson/nu").decimalValue()).isEqualByComparingTo("0.707106781187");
        assertThat(json.at("/ranking/rao_kupper/log_strength/x").isNumber()).isTrue();
        assertThat(json.at("/ranking/rao_kupper/intervals/x/interval_not_estimable")
                        .textValue())
                .isEqualTo("only Davidson's model is fitted to resamples");
        assertThat(json.at("/position/people/shown_first_share").decimalValue()).isEqualByComparingTo("0.666666666667");
    }

    @Test
    void what_cannot_be_estimated_says_why() throws IOException {
        JsonNode json = json("""
                annotator,model_a,model_b,session,turn,outcome
                a,x,y,s,1,win
                """);
        assertThat(json.at("/ranking/davidson/not_estimable").textValue())
                .isEqualTo("y never won against or tied with x");
        assertThat(json.at("/position/people/not_estimable").textValue())
                .isEqualTo("no decided comparison says which reply stood first");
        assertThat(json.at("/agreement/preferences/outcome/alpha_nominal/not_estimable")
                        .textValue())
                .isEqualTo("no unit was judged by two annotators");
        assertThat(json.toString()).doesNotContain("NaN");
    }

    @Test
    void the_sum_of_errors_says_that_it_needs_all_six_flags() throws IOException {
        JsonNode json = json("annotator,model,session,turn,ooc\na,m,s,1,1\na,m,s,2,0\n");
        assertThat(json.at("/turn_errors/m/overall/not_estimable").textValue())
                .isEqualTo("not all six flags were judged");
        assertThat(json.at("/turn_errors/m/repetition/not_estimable").textValue())
                .isEqualTo("nobody judged it");
    }

    @Test
    void errors_have_their_onset_and_say_why_their_density_is_not_known() throws IOException {
        JsonNode json = json("annotator,model,session,turn,ooc\na,m,s,1,0\na,m,s,2,1\na,m,t,1,0\na,m,t,2,0\n");
        JsonNode onset = json.at("/error_onset/m");
        assertThat(onset.path("n").intValue()).isEqualTo(2);
        assertThat(onset.path("without_error").decimalValue()).isEqualByComparingTo("0.5");
        assertThat(onset.path("median_turn").intValue()).isEqualTo(2);
        assertThat(onset.at("/steps/0/at_risk").intValue()).isEqualTo(2);
        assertThat(json.at("/errors_per_1000_characters/m/five_errors/not_estimable")
                        .textValue())
                .isEqualTo("the length of no judged reply is known");
        assertThat(json.at("/errors_per_1000_characters/m/judged_without_length")
                        .intValue())
                .isEqualTo(4);
    }

    @Test
    void a_length_effect_without_transcripts_is_not_estimable() throws IOException {
        JsonNode json = json("annotator,model_a,model_b,session,turn,outcome\na,x,y,s,1,win\n");
        assertThat(json.at("/length/people/not_estimable").textValue())
                .isEqualTo("no decided comparison has two replies of known and different lengths");
        assertThat(json.at("/length/people/decided_of_unknown_length").intValue())
                .isEqualTo(1);
    }

    @Test
    void annotators_have_figures_or_reasons_why_not() throws IOException {
        JsonNode one = json("annotator,model,session,overall\na,m,s,4\n").at("/annotators/0");
        assertThat(one.path("annotator").textValue()).isEqualTo("a");
        assertThat(one.at("/mean/value").decimalValue()).isEqualByComparingTo("4");
        assertThat(one.at("/standard_deviation/not_estimable").textValue()).isEqualTo("fewer than two values");
        assertThat(one.at("/agreement_with_rest/not_estimable").textValue())
                .isEqualTo("nobody else judged the same items");
        assertThat(one.at("/straight_lining/not_estimable").textValue())
                .isEqualTo("no dialogue was rated in several dimensions");
        assertThat(one.at("/seconds/not_estimable").textValue()).isEqualTo("no times are recorded");
        assertThat(one.at("/checks/n").intValue()).isZero();
    }
}
