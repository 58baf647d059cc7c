package org.charactermirror.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.util.List;
import org.charactermirror.analysis.Analysis;
import org.charactermirror.analysis.AnalysisSettings;
import org.charactermirror.analysis.Rows;
import org.charactermirror.annotation.Annotations;
import org.junit.jupiter.api.Test;

/** The published schema of report.json says what the program writes. */
class ReportSchemaTest {

    private static final String HASH = "0123456789abcdef".repeat(4);

    private final Schema schema = schema();

    private static Schema schema() {
        try {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(new ObjectMapper().readTree(HtmlReport.resource("report.schema.json")));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static ObjectNode json(Annotations rows, StudyPart... parts) throws IOException {
        Report report = Report.of(new ReportInput(
                "test",
                Analysis.of(rows, AnalysisSettings.ofDefaults()),
                List.of(),
                0,
                List.of(parts),
                new Stamp("now", "1.0", "charmirror report test"),
                Language.ZH,
                List.of(new ReportInput.InputFile("ratings.csv", HASH))));
        return (ObjectNode) new ObjectMapper().readTree(report.files().get("report.json"));
    }

    /** Returns what in a report is not as the schema says. */
    List<String> mistakes(JsonNode json) {
        return schema.validate(json).stream()
                .map(error -> error.getInstanceLocation() + " " + error.getKeyword())
                .toList();
    }

    @Test
    void reports_on_rows_of_all_kinds_and_on_a_run_are_as_it_says() throws IOException {
        Annotations rows = Rows.of(
                "annotator,model,character,session,overall\na,x,c1,1,2\nb,x,c1,1,4\na,y,c2,2,5\nb,y,c2,2,5\n",
                "annotator,model,session,turn,ooc,origin\na,x,1,1,1,synthetic\nb,x,1,2,0,automatic\n",
                """
                annotator,model_a,model_b,session,turn,character,category,topic,outcome,shown_first
                a,x,y,s,1,c1,celebrities,chat,win,a
                b,x,y,s,1,c1,celebrities,chat,lose,b
                a,x,y,s,2,c2,daily_life,love,both_bad,a
                """);
        assertThat(mistakes(json(rows, StudyParts.pairAndSingle(), StudyParts.named("pairwise"))))
                .isEmpty();
    }

    @Test
    void reports_without_figures_are_as_it_says() throws IOException {
        assertThat(mistakes(json(Annotations.none()))).isEmpty();
        assertThat(mistakes(json(Rows.of("annotator,model_a,model_b,outcome\na,x,y,win\n"))))
                .isEmpty();
    }

    @Test
    void a_key_that_programs_rely_on_cannot_be_left_out() throws IOException {
        Annotations rows = Rows.of(
                "annotator,model,session,overall\na,x,1,2\nb,x,1,4\n",
                "annotator,model_a,model_b,session,turn,outcome\na,x,y,s,1,win\na,x,y,s,2,lose\n");
        ObjectNode json = json(rows);
        ((ObjectNode) json.at("/pairwise/overall/0")).remove("clustered_holm_p");
        ((ObjectNode) json.at("/agreement/ratings/overall/alpha_ordinal")).remove("value");
        ((ObjectNode) json.at("/ratings/x/overall")).put("mean", "3");
        ((ObjectNode) json.at("/ranking/davidson")).remove("nu");
        json.remove("position");
        assertThat(mistakes(json))
                .contains(
                        " required",
                        "/pairwise/overall/0 required",
                        "/agreement/ratings/overall/alpha_ordinal oneOf",
                        "/ratings/x/overall/mean type",
                        "/ranking/davidson oneOf");
    }

    @Test
    void keys_that_are_new_do_no_harm() throws IOException {
        ObjectNode json = json(Annotations.none());
        json.put("survival", 1);
        ((ObjectNode) json.at("/rows")).put("excluded", 2);
        assertThat(mistakes(json)).isEmpty();
    }
}
