package org.charactermirror.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.charactermirror.analysis.Analysis;
import org.charactermirror.analysis.AnalysisSettings;
import org.charactermirror.analysis.Rows;
import org.charactermirror.analysis.calibration.Calibration;
import org.charactermirror.analysis.calibration.CalibrationSettings;
import org.charactermirror.analysis.calibration.JudgeFacts;
import org.charactermirror.analysis.calibration.MetricFile;
import org.charactermirror.analysis.calibration.MetricTable;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.problem.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrationReportTest {

    @TempDir
    private Path folder;

    /** Rows of all kinds from a program; the judge agrees with people on quality, says the same of safety, and is alone on six items. */
    private static Annotations rows() {
        StringBuilder ratings = new StringBuilder("session,annotator,model,character,overall,quality,safety,origin\n");
        StringBuilder errors = new StringBuilder("session,annotator,model,character,turn,ooc,origin\n");
        StringBuilder pairs =
                new StringBuilder("session,annotator,model_a,model_b,character,turn,outcome,shown_first,origin\n");
        for (int c = 0; c < 6; c++) {
            for (String model : List.of("x", "y")) {
                int score = 1 + (c + (model.equals("x") ? 1 : 0)) % 5;
                for (String who : List.of("a", "b", "J")) {
                    String origin = who.equals("J") ? "judge" : "synthetic";
                    String row = "%s%d,%s,%s,c%d,%d,%d,4,%s%n";
                    int given = who.equals("b") ? 1 + score % 5 : score;
                    ratings.append(row.formatted(model, c, who, model, c, given, score, origin));
                    errors.append(
                            "%s%d,%s,%s,c%d,1,%d,%s%n".formatted(model, c, who, model, c, given > 3 ? 1 : 0, origin));
                }
                ratings.append("%s-more%d,J,%s,c%d,3,%d,4,judge%n".formatted(model, c, model, c, 1 + c % 3));
            }
            pairs.append("p%d,a,x,y,c%d,1,%s,a,synthetic%n".formatted(c, c, c % 2 == 0 ? "win" : "lose"));
            pairs.append("p%d,J,x,y,c%d,1,%s,b,judge%n".formatted(c, c, c % 3 == 0 ? "win" : "tie"));
        }
        return Rows.of(ratings.toString(), errors.toString(), pairs.toString());
    }

    private MetricTable metrics() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int c = 0; c < 6; c++) {
            for (String model : List.of("x", "y")) {
                lines.append(
                        "{\"session\":\"%s%d\",\"model\":\"%s\",\"turn\":1,\"length_characters\":%d,\"constant\":1}%n"
                                .formatted(model, c, model, 10 + 7 * c));
            }
        }
        Problems problems = new Problems();
        MetricTable table = MetricFile.read(Files.writeString(folder.resolve("m.jsonl"), lines), problems);
        assertThat(problems.all()).isEmpty();
        return table;
    }

    private Calibration calibration() throws IOException {
        CalibrationSettings usual = CalibrationSettings.ofDefaults()
                .withMetrics(metrics())
                .withFamilies(Map.of("J", "glm", "x", "glm", "y", "gpt"));
        return Calibration.of(
                rows(),
                new CalibrationSettings(
                        usual.people(),
                        usual.judge(),
                        usual.bar(),
                        usual.families(),
                        usual.lengths(),
                        usual.clusters(),
                        usual.metrics(),
                        Map.of("J", new JudgeFacts(30, new BigDecimal("0.06"), "USD"))));
    }

    private Report report(Language language) throws IOException {
        return CalibrationReport.of(
                calibration(),
                "test",
                List.of(new ReportInput.InputFile("ratings.csv", "0123456789abcdef".repeat(4))),
                new Stamp("2024", "1.0", "…"),
                Labels.of(language));
    }

    private static List<String> mistakes(String schemaFile, JsonNode json) throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(new ObjectMapper().readTree(HtmlReport.resource(schemaFile)));
        return schema.validate(json).stream()
                .map(error -> error.getInstanceLocation() + " " + error.getKeyword())
                .toList();
    }

    @Test
    void the_published_schema_says_what_the_program_writes() throws IOException {
        JsonNode json = new ObjectMapper().readTree(report(Language.EN).files().get("calibration.json"));
        assertThat(mistakes("calibration.schema.json", json)).isEmpty();
        assertThat(json.at("/judges")).hasSize(5);
        assertThat(json.at("/predictions")).hasSize(3);
        assertThat(json.at("/from_people").asBoolean()).isFalse();
        assertThat(json.at("/costs/J/cost").decimalValue()).isEqualByComparingTo("0.06");
        ((ObjectNode) json.at("/judges/0/alpha")).remove("value");
        ((ObjectNode) json.at("/judges/0")).put("verdict", "perhaps");
        ((ObjectNode) json.at("/powered/0")).remove("people_origin");
        assertThat(mistakes("calibration.schema.json", json))
                .contains("/judges/0/alpha oneOf", "/judges/0/verdict enum", "/powered/0 required");
    }

    @Test
    void a_report_with_judges_has_a_section_and_tables_and_one_without_has_none() throws IOException {
        ReportInput plain = new ReportInput(
                "test",
                Analysis.of(rows(), AnalysisSettings.ofDefaults()),
                List.of(),
                0,
                List.of(),
                new Stamp("2024", "1.0", "…"),
                Language.EN);
        Report without = Report.of(plain);
        assertThat(without.files().get("report.md")).doesNotContain("stand in for people");
        assertThat(without.files().get("report.json")).doesNotContain("\"calibration\"");
        Report with = Report.of(plain.withCalibration(Calibration.ofJudges(rows(), CalibrationSettings.ofDefaults())));
        assertThat(with.files().get("report.md"))
                .contains("\n## How far judges may stand in for people\n", "\nJ passes for nothing.\n");
        assertThat(with.files().get("index.html")).contains("How far judges may stand in for people");
        assertThat(with.files().get("tables/calibration_confusion.csv")).startsWith("judge,column,people,judged,n\n");
        JsonNode json = new ObjectMapper().readTree(with.files().get("report.json"));
        assertThat(mistakes("report.schema.json", json)).isEmpty();
        assertThat(mistakes("calibration.schema.json", json.get("calibration"))).isEmpty();
    }

    @Test
    void every_row_of_a_table_has_a_cell_for_each_column() throws IOException {
        report(Language.EN).files().forEach((name, text) -> {
            if (name.endsWith(".csv")) {
                List<String> lines = text.lines().toList();
                assertThat(lines).as(name).hasSizeGreaterThan(1);
                // No cell here has a comma of its own.
                assertThat(lines)
                        .as(name)
                        .allSatisfy(line -> assertThat(line.split(",", -1))
                                .hasSize(lines.get(0).split(",").length));
            }
        });
    }

    /** What a reader asks first comes first; how figures are made is behind the tables, folded. */
    @Test
    void verdicts_stand_before_all_other_tables_and_notes_behind_them() throws IOException {
        Map<String, String> files = report(Language.EN).files();
        assertThat(files.get("calibration.md"))
                .containsSubsequence(
                        "\n## How far judges may stand in for people\n",
                        "\nJ passes for nothing.\n",
                        "\nJ: whether it may stand in for one more person.\n",
                        "| Overall | undecided: α ",
                        ", its interval rests on 2 clusters, fewer than 10 |\n",
                        "| Safety | cannot be told: all judgements are equal |\n",
                        "\nJ: agreement with people (judge beside synthetic).\n",
                        "\n<details><summary>Notes: how these figures are made, and what is missing</summary>\n",
                        "\nPeople’s rows here: ",
                        "\nLeniency is the judge less people: ",
                        "\n</details>\n");
        assertThat(files.get("index.html"))
                .containsSubsequence(
                        "J: whether it may stand in for one more person</span>",
                        "J: agreement with people",
                        "<details class=\"notes\">",
                        "Leniency is the judge less people: ",
                        "</details>");
    }

    @Test
    void a_judge_without_common_items_has_a_verdict_that_says_so() {
        Annotations rows = Rows.of("""
                session,annotator,model,overall,quality,origin
                s1,a,x,4,4,human
                s1,J,x,4,,judge
                s2,J,x,,3,judge
                """);
        Calibration calibration = Calibration.of(rows, CalibrationSettings.ofDefaults());
        assertThat(CalibrationReport.lines(calibration, Labels.of(Language.EN)))
                .containsSequence(
                        "J: whether it may stand in for one more person",
                        "  Column   Verdict",
                        "  Overall  cannot be told: all judgements are equal",
                        "  Quality  not compared: no item in common with people");
        assertThat(CalibrationReport.lines(calibration, Labels.of(Language.ZH))).contains("  质量  没有对照：与人没有评过相同的内容");
    }

    /** Twelve people, who all say what the judge says or all say the opposite, of as many characters. */
    @Test
    void a_verdict_speaks_of_people_only_where_rows_come_from_people() {
        StringBuilder rows = new StringBuilder("session,annotator,model,character,overall,quality,origin\n");
        for (int c = 0; c < 12; c++) {
            int score = 1 + c % 5;
            for (int a = 0; a < 12; a++) {
                rows.append("s%d,a%d,x,c%d,%d,%d,human%n".formatted(c, a, c, score, 6 - score));
            }
            rows.append("s%d,J,x,c%d,%d,%d,judge%n".formatted(c, c, score, score));
        }
        Labels labels = Labels.of(Language.EN);
        List<String> ofPeople = CalibrationReport.lines(calibration(rows.toString()), labels);
        assertThat(ofPeople)
                .contains(
                        "  Overall  may stand in: α 1.000, and the whole interval (1.000 … 1.000) reaches the bar",
                        "J passes for: Overall.");
        assertThat(ofPeople).anyMatch(line -> line.startsWith("  Quality  may not stand in: α −0."));
        List<String> made = CalibrationReport.lines(calibration(rows.toString().replace("human", "synthetic")), labels);
        assertThat(made)
                .contains("  Overall  agrees enough with these rows: α 1.000, and the whole interval (1.000 … 1.000)"
                        + " reaches the bar");
        assertThat(made).anyMatch(line -> line.startsWith("  Quality  does not agree enough with these rows: α −0."));
    }

    private static Calibration calibration(String rows) {
        return Calibration.of(Rows.of(rows), CalibrationSettings.ofDefaults());
    }

    @Test
    void in_latex_every_table_ends_and_every_row_has_a_cell_for_each_column() {
        ReportInput input = new ReportInput(
                "test",
                Analysis.of(rows(), AnalysisSettings.ofDefaults()),
                List.of(),
                0,
                List.of(),
                new Stamp("2024", "1.0", "…"),
                Language.EN);
        String latex = Report.of(input.withCalibration(Calibration.ofJudges(rows(), CalibrationSettings.ofDefaults())))
                .files()
                .getOrDefault("report.tex", "");
        String section = latex.substring(latex.indexOf("\\subsection*{How far judges may stand in"));
        List<String> tables = new ArrayList<>(List.of(section.split("\\\\begin\\{longtable\\}")));
        assertThat(tables.remove(0)).doesNotContain("longtable");
        assertThat(tables).hasSizeGreaterThan(5).allSatisfy(table -> {
            assertThat(table).containsOnlyOnce("\\end{longtable}");
            List<String> rows = table.substring(table.indexOf("\\toprule"), table.indexOf("\\end{longtable}"))
                    .lines()
                    .filter(line -> line.endsWith(" \\\\") && !line.startsWith("\\multicolumn"))
                    .toList();
            assertThat(rows).hasSizeGreaterThan(1);
            assertThat(rows).allSatisfy(row -> assertThat(cells(row)).isEqualTo(cells(rows.get(0))));
        });
        // What pdfLaTeX does not know would stop it; comments may have anything.
        assertThat(section.lines().filter(line -> !line.startsWith("%")).collect(Collectors.joining()))
                .doesNotContainPattern("[^\\x00-\\x7F°]");
    }

    private static int cells(String row) {
        return row.split(" & ", -1).length;
    }

    @Test
    void rows_that_do_not_come_from_people_are_called_so_above_everything_else() throws IOException {
        assertThat(report(Language.EN).files().get("calibration.md")).startsWith("""
                        # Calibration of test

                        > **Not compared with people.** These rows do not come from people (synthetic). What is said here of \
                        agreement with people holds for these rows only, and says nothing of whether a judge may stand in for anyone.
                        """);
    }

    @Test
    void a_cost_is_told_by_the_judgement() throws IOException {
        assertThat(report(Language.EN).files().get("calibration.md"))
                .contains("\nJ: a judgement cost 0.002000 USD on average over 30 judgements.\n");
    }

    @Test
    void a_chinese_calibration_has_no_english_but_names_and_units() throws IOException {
        String text = report(Language.ZH).files().get("calibration.md")
                + String.join("\n", CalibrationReport.lines(calibration(), Labels.of(Language.ZH)));
        text = text.replaceAll("</?(?:details|summary)>", "");
        Set<String> latin = new TreeSet<>();
        Matcher words = Pattern.compile("[A-Za-z][A-Za-z_-]{2,}").matcher(text.replace("\\_", "_"));
        while (words.find()) {
            latin.add(words.group());
        }
        assertThat(latin)
                .isSubsetOf(
                        "test",
                        "charmirror",
                        "length_characters",
                        "constant",
                        "USD",
                        "Angelopoulos",
                        "cluster",
                        "character");
    }

    @Test
    void on_a_terminal_columns_stand_in_line() throws IOException {
        List<String> lines = CalibrationReport.lines(calibration(), Labels.of(Language.EN));
        int caption = lines.indexOf("J: flags by people and by the judge");
        // Scores of x are 2 3 4 5 1 2, of y 1 2 3 4 5 1, and b's 3 4 5 1 2 3 and 2 3 4 5 1 2. Flagged is what is above
        // 3: the judge and
        // a flag the same four of twelve, and b flags two of these and two others.
        assertThat(lines.subList(caption + 1, caption + 3))
                .containsExactly(
                        "  Column            Both  Only people  Only the judge  Neither",
                        "  Out of character     6            2               2       14");
        List<String> chinese = CalibrationReport.lines(calibration(), Labels.of(Language.ZH));
        int there = chinese.indexOf("J：人与评判模型的标记");
        assertThat(chinese.subList(there + 1, there + 3))
                .containsExactly("  列          双方  只有人  只有评判模型  都没有", "  角色不一致     6       2             2      14");
    }

    @Test
    void reasons_that_are_not_known_stay_as_they_are() {
        assertThat(Reasons.of("only one of the annotators", Labels.of(Language.ZH)))
                .isEqualTo("只有一位标注员；--cluster character 只就这一位而言");
        assertThat(Reasons.of("scored rows of only one of the characters", Labels.of(Language.ZH)))
                .isEqualTo("只有一个角色");
        assertThat(Reasons.of(
                        "its interval rests on 2 annotators and characters, fewer than 10", Labels.of(Language.EN)))
                .isEqualTo("its interval rests on 2 clusters, fewer than 10");
        assertThat(Reasons.of("the moon is full", Labels.of(Language.ZH))).isEqualTo("the moon is full");
    }
}
