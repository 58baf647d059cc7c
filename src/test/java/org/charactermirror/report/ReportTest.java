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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    private static final String RATINGS = "annotator,model,session,overall,safety\na,<m>,1,4,\na,n_1,1,5,3\n";
    private static final String FLAGS = "annotator,model,session,turn,repetition,origin\na,n_1,s,1,1,automatic\n";
    private static final String PAIRS =
            "annotator,model_a,model_b,session,topic,outcome,origin\na,x,y,1,chat,win,synthetic\n";

    @Test
    void the_same_input_gives_the_same_bytes_apart_from_one_line() {
        Report one = report(Rows.of(RATINGS, FLAGS, PAIRS), "2024-01-01T00:00:00Z");
        Report other = report(Rows.of(RATINGS, FLAGS, PAIRS), "2025-12-31T23:59:59Z");
        assertThat(one.files().keySet()).isEqualTo(other.files().keySet());
        one.files().forEach((name, text) -> {
            List<String> lines = text.lines().toList();
            List<String> others = text(other, name).lines().toList();
            assertThat(others).hasSameSizeAs(lines);
            long differing = 0;
            for (int i = 0; i < lines.size(); i++) {
                differing += lines.get(i).equals(others.get(i)) ? 0 : 1;
            }
            assertThat(differing).as(name).isEqualTo(name.matches("(tables|charts)/.*") ? 0 : 1);
        });
    }

    @Test
    void the_four_tables_are_always_there_and_other_origins_beside_them() {
        Annotations rows = Rows.of(RATINGS, FLAGS, "annotator,model,session,overall,origin\nj,n_1,2,1,judge\n");
        assertThat(report(rows, "now").files().keySet().stream().filter(name -> !name.startsWith("charts/")))
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
        assertThat(text(report(rows, "now"), "report.md"))
                .contains("2 models, 1 annotator, 2 ratings, 0 judged replies, 0 comparisons.");
    }

    @Test
    void without_annotations_tables_have_a_header_and_the_page_says_so() {
        Report report = report(Annotations.none(), "now");
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
            String text = text(report(Rows.of(RATINGS, FLAGS, PAIRS), "now"), format);
            int table = text.indexOf("Mean scores of whole dialogues");
            assertThat(text.indexOf("Synthetic rows, not people’s judgements")).isBetween(0, table);
            assertThat(text.indexOf("Automatic scores, not people’s judgements"))
                    .isBetween(0, table);
            assertThat(text.indexOf("People’s judgements")).isBetween(0, table);
        }
    }

    @Test
    void notes_on_the_run_and_counts_of_what_failed_is_missing_or_empty_are_shown() {
        String markdown = text(report(Annotations.none(), "now", StudyParts.pairAndSingle()), "report.md");
        assertThat(markdown)
                .contains("> **Note on the run.** tiny: A demonstration.\n")
                .contains(
                        "> **Not everything was played.** Of 4 planned dialogues 1 failed and 1 are missing; see what")
                .contains("Study demo: 2 models, 1 character, 2 scenarios.\n")
                .contains("| tiny | Licence | Apache-2.0 |\n")
                .contains("| Seed | 7 |\n")
                .contains("| tiny.aixi.chat-2.1 | out of memory |\n")
                // planned, complete, failed, refused, missing, replies, empty, cut off, context full
                .contains("| tiny | 3 | 1 | 1 | 0 | 1 | 3 | 1 | 1 | 1 |\n")
                .contains("| tiny · tinier | 1 | 1 | 0 | 0 | 0 | 4 | 0 | 0 | 0 |\n")
                .doesNotContain("tiny~tinier |");
    }

    @Test
    void a_study_inside_the_folder_has_a_part_of_its_own() {
        StudyPart inside = StudyParts.named("pairwise");
        String html = text(report(Annotations.none(), "now", StudyParts.pairAndSingle(), inside), "index.html");
        assertThat(html)
                .contains("<section id=\"run-pairwise\"")
                .contains("What was run: pairwise")
                .contains("\"id\":\"pairwise/tiny.aixi.chat-1.1\"");
    }

    @Test
    void names_cannot_break_a_format() {
        Report report = report(Rows.of(RATINGS), "now");
        assertThat(report.files().get("index.html")).contains("&lt;m&gt;").doesNotContain("<m>");
        assertThat(report.files().get("report.md"))
                .contains("| &lt;m> | <u>4.00</u> |")
                .contains("| n\\_1 | **5.00** |");
        assertThat(report.files().get("report.tex")).contains("\\textless{}m\\textgreater{} & \\underline{4.00}");
    }

    @Test
    void the_page_needs_nothing_from_elsewhere() {
        assertThat(text(report(Rows.of(RATINGS), "now"), "index.html"))
                .doesNotContain("<script", "<link", "src=", "//", "@import")
                .contains(
                        "content=\"default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;; script-src &#39;none&#39;");
        assertThat(text(report(Annotations.none(), "now", StudyParts.pairAndSingle()), "index.html"))
                .doesNotContain("<link", "src=", "http:", "https:", "@import", "fetch(");
    }

    @Test
    void a_report_can_be_in_chinese_and_its_figures_and_tables_of_figures_are_the_same() {
        Annotations rows = Rows.of(RATINGS, FLAGS, PAIRS);
        Report english = report(rows, "now");
        Report chinese = Report.of(input(rows, "now", Language.ZH));
        assertThat(text(chinese, "index.html"))
                .contains("<html lang=\"zh-CN\">", "人工标注", "整段对话的平均分（人工）", "合成的数据，不是人工标注");
        assertThat(text(chinese, "report.md")).contains("| 模型 | 总体 | 一致性 | 拟人化 | 吸引力 | 质量 | 安全性 | 正确性 | n |");
        assertThat(text(chinese, "report.tex")).contains("\\caption{按话题的比较结果百分比（合成），从前一个模型的角度看。}");
        english.files().keySet().stream()
                .filter(name -> name.startsWith("tables/") || name.endsWith(".json"))
                .forEach(name -> assertThat(text(chinese, name)).isEqualTo(text(english, name)));
    }

    @Test
    void english_latex_of_ascii_rows_is_ascii_which_every_engine_sets() {
        String latex = text(report(Rows.of(RATINGS, FLAGS, PAIRS), "now"), "report.tex");
        assertThat(latex.codePoints().filter(c -> c > 127).mapToObj(Character::toString))
                .isEmpty();
        assertThat(latex).contains("$\\alpha$");
    }

    @Test
    void every_figure_of_the_json_has_its_n() throws IOException {
        JsonNode json = new ObjectMapper()
                .readTree(report(Rows.of(RATINGS, FLAGS, PAIRS), "now").files().get("report.json"));
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
                folder, report(Rows.of("annotator,model,session,overall,origin\na,m,1,4,\nj,m,1,1,judge\n"), "now"));
        Path own = Files.writeString(folder.resolve("tables/notes.csv"), "mine\n");
        assertThat(folder.resolve("tables/ratings.judge.csv")).exists();
        ReportFolder.write(folder, report(Rows.of(RATINGS), "now"));
        assertThat(folder.resolve("tables/ratings.judge.csv")).doesNotExist();
        assertThat(folder.resolve("tables/ratings.csv")).exists();
        assertThat(own).exists();
    }

    private static String text(Report report, String file) {
        return report.files().getOrDefault(file, "no such file");
    }

    private static Report report(Annotations rows, String at, StudyPart... parts) {
        return Report.of(input(rows, at, Language.EN, parts));
    }

    private static ReportInput input(Annotations rows, String at, Language language, StudyPart... parts) {
        return new ReportInput(
                "test",
                Analysis.of(rows, AnalysisSettings.ofDefaults()),
                List.of(),
                0,
                List.of(parts),
                new Stamp(at, "1.0", "charmirror report test"),
                language);
    }

    @Test
    void names_that_begin_like_an_argument_of_latex_are_only_names() {
        String rows = "annotator,model,session,overall\na,[new],1,4\na,*old,1,5\n";
        assertThat(text(report(Rows.of(rows), "now"), "report.tex"))
                .contains("\n{}[new] & ", "\n{}*old & ")
                .doesNotContain("\n[new] & ", "\n*old & ");
    }
}
