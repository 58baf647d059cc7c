package org.charactermirror.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.charactermirror.analysis.Analysis;
import org.charactermirror.analysis.AnalysisSettings;
import org.charactermirror.analysis.JudgeVariant;
import org.charactermirror.analysis.JudgedRows;
import org.charactermirror.analysis.Rows;
import org.charactermirror.annotation.Annotations;
import org.junit.jupiter.api.Test;

class JsonSensitivityTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String RATINGS = "annotator,model,session,character,overall,origin\n";
    private static final String J = """
            J,x,x1,c1,5,judge
            J,x,x2,c2,4,judge
            J,y,y1,c1,2,judge
            J,y,y2,c2,3,judge
            """;
    private static final String K = """
            K,x,x1,c1,1,judge
            K,x,x2,c2,2,judge
            K,y,y1,c1,4,judge
            K,y,y2,c2,5,judge
            """;
    private static final String PAIRS =
            "annotator,model_a,model_b,session,turn,character,category,topic,outcome,origin\n";

    private static JsonNode report(Annotations all, JudgeVariant... variants) throws IOException {
        AnalysisSettings settings = AnalysisSettings.ofDefaults().withJudged(new JudgedRows(all, List.of(variants)));
        Report report = Report.of(new ReportInput(
                "test",
                Analysis.of(all, settings),
                List.of(),
                0,
                List.of(),
                new Stamp("now", "1.0", "charmirror report test"),
                Language.EN));
        return JSON.readTree(report.files().get("report.json"));
    }

    private static JudgeVariant variant(JudgeVariant.What what, String judge, Annotations rows) {
        return new JudgeVariant(what, judge, judge.isEmpty() ? Map.of() : Map.of("wording", "2"), rows);
    }

    private static JsonNode figure(JsonNode choice, String model) {
        for (JsonNode figure : choice.path("figures")) {
            if (figure.path("model").asText().equals(model)
                    || figure.path("model_a").asText().equals(model)) {
                return figure;
            }
        }
        throw new AssertionError("no figure of " + model + " in " + choice);
    }

    @Test
    void each_judge_alone_stands_beside_all_of_them() throws IOException {
        JsonNode json = report(
                Rows.of(RATINGS + J + K),
                variant(JudgeVariant.What.ALONE, "J", Rows.of(RATINGS + J)),
                variant(JudgeVariant.What.ALONE, "K", Rows.of(RATINGS + K)));

        JsonNode sensitivity = json.path("judge_sensitivity");
        assertThat(sensitivity.path("format").asText()).isEqualTo("charmirror.judge-sensitivity/1");
        JsonNode j = sensitivity.at("/choices/0");
        assertThat(j.path("what").asText()).isEqualTo("alone");
        assertThat(j.path("judge").asText()).isEqualTo("J");
        assertThat(j.at("/asked/wording").asText()).isEqualTo("2");
        assertThat(j.at("/rows/ratings").intValue()).isEqualTo(4);
        // All: x (5 + 4 + 1 + 2) / 4 = 3, y (2 + 3 + 4 + 5) / 4 = 3.5. J: x 4.5, y 2.5, the other order.
        assertThat(figure(j, "x").at("/all_judges/value").asDouble()).isEqualTo(3);
        assertThat(figure(j, "x").at("/all_judges/n").intValue()).isEqualTo(4);
        assertThat(figure(j, "x").at("/this_choice/value").asDouble()).isEqualTo(4.5);
        assertThat(figure(j, "x").path("change").asDouble()).isEqualTo(1.5);
        assertThat(figure(j, "y").path("change").asDouble()).isEqualTo(-1);
        assertThat(j.path("columns_compared").intValue()).isEqualTo(1);
        assertThat(j.path("columns_ordered_otherwise").intValue()).isEqualTo(1);
        // K: x 1.5, y 4.5, the order of all.
        JsonNode k = sensitivity.at("/choices/1");
        assertThat(figure(k, "x").at("/this_choice/value").asDouble()).isEqualTo(1.5);
        assertThat(k.path("columns_ordered_otherwise").intValue()).isZero();
        assertThat(new ReportSchemaTest().mistakes(json)).isEmpty();
    }

    @Test
    void each_order_of_pairs_stands_beside_what_both_came_to() throws IOException {
        JsonNode json = report(
                Rows.of(PAIRS + "J,x,y,s,1,c1,games_videos,chat,tie,judge\nJ,x,y,s,2,c1,games_videos,chat,win,judge\n"),
                variant(
                        JudgeVariant.What.A_FIRST,
                        "",
                        Rows.of(PAIRS + "J,x,y,s,1,c1,games_videos,chat,win,judge\n"
                                + "J,x,y,s,2,c1,games_videos,chat,win,judge\n")),
                variant(
                        JudgeVariant.What.B_FIRST,
                        "",
                        Rows.of(PAIRS + "J,x,y,s,1,c1,games_videos,chat,lose,judge\n"
                                + "J,x,y,s,2,c1,games_videos,chat,win,judge\n")));

        // One win and one tie: 50 - 0. Two wins: 100 - 0. One win and one loss: 50 - 50.
        JsonNode a = json.at("/judge_sensitivity/choices/0");
        assertThat(a.path("what").asText()).isEqualTo("a_first");
        assertThat(a.has("judge")).isFalse();
        assertThat(figure(a, "x").at("/all_judges/value").asDouble()).isEqualTo(50);
        assertThat(figure(a, "x").at("/this_choice/value").asDouble()).isEqualTo(100);
        JsonNode b = json.at("/judge_sensitivity/choices/1");
        assertThat(figure(b, "x").at("/this_choice/value").asDouble()).isZero();
        assertThat(figure(b, "x").path("change").asDouble()).isEqualTo(-50);
        assertThat(new ReportSchemaTest().mistakes(json)).isEmpty();
    }

    @Test
    void a_report_without_another_choice_of_judges_has_no_such_key() throws IOException {
        assertThat(report(Rows.of(RATINGS + J)).has("judge_sensitivity")).isFalse();
    }
}
