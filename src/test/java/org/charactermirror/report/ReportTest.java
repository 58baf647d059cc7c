package org.charactermirror.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.charactermirror.analysis.Analysis;
import org.charactermirror.analysis.AnalysisSettings;
import org.charactermirror.analysis.Rows;
import org.charactermirror.annotation.Annotations;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    private static final String RATINGS = "annotator,model,session,overall,safety\na,<m>,1,4,\na,n_1,1,5,3\n";
    private static final String FLAGS = "annotator,model,session,turn,repetition,origin\na,n_1,s,1,1,automatic\n";
    private static final String PAIRS =
            "annotator,model_a,model_b,session,topic,outcome,origin\na,x,y,1,chat,win,synthetic\n";

    @Test
    void the_same_input_gives_the_same_bytes_apart_from_one_line() {
        Report one = report(Rows.of(RATINGS, FLAGS, PAIRS), "2024-01-01T00:00:00Z", null);
        Report other = report(Rows.of(RATINGS, FLAGS, PAIRS), "2025-12-31T23:59:59Z", null);
        assertThat(one.files().keySet()).isEqualTo(other.files().keySet());
        one.files().forEach((name, text) -> {
            List<String> lines = text.lines().toList();
            List<String> others = text(other, name).lines().toList();
            assertThat(others).hasSameSizeAs(lines);
            long differing = 0;
            for (int i = 0; i < lines.size(); i++) {
                differing += lines.get(i).equals(others.get(i)) ? 0 : 1;
            }
            assertThat(differing).as(name).isEqualTo(name.startsWith("tables/") ? 0 : 1);
        });
    }

    @Test
    void the_four_tables_are_always_there_and_other_origins_beside_them() {
        Annotations rows = Rows.of(RATINGS, FLAGS, "annotator,model,session,overall,origin\nj,n_1,2,1,judge\n");
        assertThat(report(rows, "now", null).files().keySet())
                .containsExactlyInAnyOrder(
                        "index.html",
                        "report.md",
                        "report.tex",
                        "report.json",
                        "tables/ratings.csv",
                        "tables/ratings_detail.csv",
                        "tables/errors.csv",
                        "tables/errors_detail.csv",
                        "tables/pairwise_by_category.csv",
                        "tables/pairwise_by_category_detail.csv",
                        "tables/pairwise_by_topic.csv",
                        "tables/pairwise_by_topic_detail.csv",
                        "tables/ratings.judge.csv",
                        "tables/ratings_detail.judge.csv");
    }

    @Test
    void the_first_screen_counts_the_rows_of_one_origin_only() {
        Annotations rows = Rows.of(RATINGS, "annotator,model,session,overall,origin\nj,z,2,1,judge\n");
        assertThat(text(report(rows, "now", null), "report.md"))
                .contains("2 models, 1 annotator, 2 ratings, 0 judged replies, 0 comparisons.");
    }

    @Test
    void without_annotations_tables_have_a_header_and_the_page_says_so() {
        Report report = report(Annotations.none(), "now", null);
        assertThat(report.files().get("tables/errors.csv"))
                .isEqualTo("model,overall,ooc,contradiction,repetition,less_quality,less_information,proactivity\n");
        assertThat(report.files().get("tables/pairwise_by_topic.csv"))
                .isEqualTo("model_a,model_b,topic,win,tie,lose,advantage\n");
        assertThat(report.files().get("index.html"))
                .contains("No annotations yet")
                .contains("No dialogue has been rated.");
    }

    @Test
    void what_is_not_from_people_is_said_before_any_figure() {
        for (String format : List.of("index.html", "report.md")) {
            String text = text(report(Rows.of(RATINGS, FLAGS, PAIRS), "now", null), format);
            int table = text.indexOf("Mean scores of whole dialogues");
            assertThat(text.indexOf("Synthetic rows, not people’s judgements")).isBetween(0, table);
            assertThat(text.indexOf("Automatic scores, not people’s judgements"))
                    .isBetween(0, table);
            assertThat(text.indexOf("People’s judgements")).isBetween(0, table);
        }
    }

    @Test
    void notes_on_the_run_and_failed_sessions_are_shown() {
        RunSummary run = new RunSummary(
                "demo",
                List.of(new RunSummary.Model("tiny", "embedded", "Apache-2.0", 10, 7, 1, 2, 147)),
                5,
                2,
                List.of(new RunSummary.Fact("Seed", "7")),
                List.of("tiny.a.b.1: out of memory"),
                List.of("tiny is a demonstration model."));
        String markdown = report(Annotations.none(), "now", run).files().get("report.md");
        assertThat(markdown)
                .contains("> **Note on the run.** tiny is a demonstration model.\n")
                .contains("Study demo: 1 model, 5 characters, 2 scenarios.\n")
                .contains("tiny: embedded; licence Apache-2.0.\n")
                .contains("Seed: 7.\n")
                .contains("Failed: tiny.a.b.1: out of memory\n")
                .contains("| tiny | 10 | 7 | 1 | 2 | 147 |\n");
    }

    @Test
    void names_cannot_break_a_format() {
        Report report = report(Rows.of(RATINGS), "now", null);
        assertThat(report.files().get("index.html")).contains("&lt;m&gt;").doesNotContain("<m>");
        assertThat(report.files().get("report.md"))
                .contains("| &lt;m> | <u>4.00</u> |")
                .contains("| n\\_1 | **5.00** |");
        assertThat(report.files().get("report.tex")).contains("\\textless{}m\\textgreater{} & \\underline{4.00}");
    }

    @Test
    void the_page_needs_nothing_from_elsewhere() {
        assertThat(report(Rows.of(RATINGS), "now", null).files().get("index.html"))
                .doesNotContain("<script")
                .doesNotContain("<link")
                .doesNotContain("src=")
                .doesNotContain("http")
                .doesNotContain("@import");
    }

    @Test
    void every_figure_of_the_json_has_its_n() throws IOException {
        JsonNode json = new ObjectMapper()
                .readTree(report(Rows.of(RATINGS, FLAGS, PAIRS), "now", null)
                        .files()
                        .get("report.json"));
        JsonNode ratings = json.at("/tables/ratings/0");
        assertThat(ratings.path("origin").asText()).isEqualTo("human");
        assertThat(ratings.at("/rows/1/figures/overall").toString())
                .isEqualTo(
                        "{\"mark\":\"best\",\"mean\":5,\"n\":1,\"printed\":\"5.00\",\"scores\":{\"5\":1},\"sum\":5}");
        assertThat(ratings.at("/rows/0/figures/safety").toString())
                .isEqualTo("{\"n\":0,\"not_estimable\":\"nobody judged it\"}");
        assertThat(json.at("/tables/errors/0/rows/0/figures/overall").toString())
                .isEqualTo("{\"n\":0,\"not_estimable\":\"not all six flags were judged\"}");
        assertThat(json.at("/tables/pairwise_by_topic/0/rows/0/n").asInt()).isEqualTo(1);
        assertThat(json.findValues("n")).isNotEmpty();
    }

    @Test
    void a_second_report_replaces_the_first_and_leaves_other_files_alone(@TempDir Path folder) throws IOException {
        ReportFolder.write(
                folder,
                report(Rows.of("annotator,model,session,overall,origin\na,m,1,4,\nj,m,1,1,judge\n"), "now", null));
        Path own = Files.writeString(folder.resolve("tables/notes.csv"), "mine\n");
        assertThat(folder.resolve("tables/ratings.judge.csv")).exists();
        ReportFolder.write(folder, report(Rows.of(RATINGS), "now", null));
        assertThat(folder.resolve("tables/ratings.judge.csv")).doesNotExist();
        assertThat(folder.resolve("tables/ratings.csv")).exists();
        assertThat(own).exists();
    }

    private static String text(Report report, String file) {
        return report.files().getOrDefault(file, "no such file");
    }

    private static Report report(Annotations rows, String at, @Nullable RunSummary run) {
        return Report.of(new ReportInput(
                "test",
                Analysis.of(rows, AnalysisSettings.ofDefaults()),
                List.of("rows.csv: some rows."),
                List.of(),
                0,
                run,
                new Stamp(at, "1.0", "charmirror report test")));
    }
}
