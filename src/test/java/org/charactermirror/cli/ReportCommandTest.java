package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.charactermirror.analysis.Rows;
import org.charactermirror.store.AnnotationStore;
import org.charactermirror.store.StudyDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ReportCommandTest {

    @TempDir
    private Path folder;

    private final StringWriter stdout = new StringWriter();
    private final StringWriter stderr = new StringWriter();
    private Path input;
    private Path out;

    @BeforeEach
    void make_folders() throws IOException {
        input = Files.createDirectory(folder.resolve("rows"));
        out = folder.resolve("out");
    }

    @Test
    void a_folder_of_annotations_becomes_a_report() throws IOException {
        Files.writeString(input.resolve("a.csv"), "annotator,model,overall\np,m,5\n");
        assertThat(run(input.toString(), "--out", out.toString())).isZero();
        assertThat(stdout.toString())
                .isEqualTo("Read 1 rating, 0 judged replies, 0 comparisons; origin human.\n"
                        + "Wrote " + out.resolve("index.html")
                        + ", report.md, report.tex, report.json and 8 files in tables/, 1 chart in charts/.\n"
                        + "Next: open " + out.resolve("index.html") + " in a browser.\n");
        assertThat(out.resolve("tables/ratings.csv"))
                .hasContent(
                        "model,overall,consistency,human_likeness,engagement,quality,safety,correctness\nm,5.00,,,,,,");
    }

    @Test
    void one_bad_row_stops_the_report_and_nothing_is_written() throws IOException {
        Path file = Files.writeString(input.resolve("a.csv"), "annotator,model,overall\np,m,5\nq,m,7\n");
        assertThat(run(input.toString(), "--out", out.toString())).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(stderr.toString())
                .isEqualTo(
                        file + ":3: overall is \"7\"; expected is a whole number from 1 to 5, or nothing where it was"
                                + " not judged\n");
        assertThat(out).doesNotExist();
    }

    @Test
    void bad_rows_are_left_out_on_request_and_listed() throws IOException {
        Path file = Files.writeString(input.resolve("a.csv"), "annotator,model,overall\np,m,5\nq,m,7\n");
        assertThat(run(input.toString(), "--out", out.toString(), "--skip-bad-rows"))
                .isZero();
        assertThat(stderr.toString())
                .isEqualTo("left out: " + file + ":3: overall is \"7\"; expected is a whole number from 1 to 5, or"
                        + " nothing where it was not judged\n");
        assertThat(stdout.toString()).contains("Left out 1 row that cannot be read.\n");
        assertThat(Files.readString(out.resolve("report.md"))).contains("Left out as unreadable, on request: 1.");
    }

    @Test
    void conflicts_stop_even_when_bad_rows_are_left_out() throws IOException {
        Path file = Files.writeString(input.resolve("a.csv"), "annotator,model,session,overall\np,m,s,5\np,m,s,4\n");
        assertThat(run(input.toString(), "--out", out.toString(), "--skip-bad-rows"))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(stderr.toString())
                .isEqualTo(file + ":3: contradicts " + file + ":2, which has the same session s, annotator p, model m"
                        + " and other values (overall \"5\", here \"4\"); remove one of the two rows\n");
    }

    private static final String TIMED = """
            annotator,model,session,overall,safety,seconds,check
            p,m,1,5,4,60,
            q,m,1,1,1,2,
            p,m,2,4,,,overall=4
            q,m,2,2,,,overall=4
            """;

    @Test
    void annotators_who_break_a_declared_rule_are_left_out_and_said() throws IOException {
        Files.writeString(input.resolve("a.csv"), TIMED);
        Files.writeString(
                input.resolve("exclusions.yaml"),
                "exclusions: {minimum_seconds: 10, maximum_failed_checks: 0, minimum_agreement: -1}\n");
        assertThat(run(input.toString(), "--out", out.toString())).isZero();
        assertThat(stdout.toString())
                .startsWith("Read 4 ratings, 0 judged replies, 0 comparisons; origin human.\n"
                        + "Set apart 2 rows that check annotators; they enter no table.\n"
                        + "Excluded 1 row of ratings by q (human): maximum_failed_checks is 1, bound 0,"
                        + " minimum_seconds is 2, bound 10.\n");
        assertThat(out.resolve("tables/ratings.csv"))
                .hasContent("model,overall,consistency,human_likeness,engagement,quality,safety,correctness\n"
                        + "m,5.00,,,,,4.00,");
        assertThat(Files.readString(out.resolve("report.md")))
                .contains("By declared rules these are in no table: annotators 1, rows 1.")
                .contains("| q | ratings | human | most failed checks | 1 | 0 | 1 |\n")
                .contains("| m | Overall | 3.00 | 2 | 5.00 | 1 | 2.00 |\n");
    }

    @Test
    void readers_of_chinese_are_told_in_chinese_who_is_left_out_and_what_was_written() throws IOException {
        Files.writeString(input.resolve("a.csv"), TIMED + "p,m,3,6,,,\n");
        Path rules = Files.writeString(input.resolve("exclusions.yaml"), """
                exclusions:
                  minimum_seconds: 10
                  maximum_failed_checks: 0
                  minimum_agreement: -1
                  annotators: [{name: z, reason: 匆忙}]
                """);
        assertThat(run(input.toString(), "--out", out.toString(), "--skip-bad-rows", "--lang", "zh"))
                .as(stderr.toString())
                .isZero();
        assertThat(stdout.toString())
                .isEqualTo("""
                        已读取 4 条评分、0 条经检查的回复、0 次比较；来源：人工。
                        因无法读取而略去：1 行。
                        另列检查标注员的 2 行，不进入任何表格。
                        已排除标注员 q（人工）的评分 1 行：maximum_failed_checks 为 1（界限 0）、minimum_seconds 为 2（界限 10）。
                        规则 annotators 无法用于 z：没有这名标注员的行。
                        已写入 PAGE、report.md、report.tex、report.json，以及 tables/ 中的 8 个文件、charts/ 中的 2 幅图。
                        下一步：在浏览器中打开 PAGE。
                        """.replace("PAGE", out.resolve("index.html").toString()));

        Files.writeString(rules, "exclusions: {minimum_seconds: 1}\n");
        assertThat(run(input.toString(), "--out", out.toString(), "--skip-bad-rows", "--lang", "zh", "--json"))
                .isZero();
        assertThat(stdout.toString())
                .endsWith("}\n")
                .contains("\"exclusion_log\" : [ \"Set apart 2 rows that check annotators; they enter no table.\",");
    }

    @Test
    void a_file_that_is_named_takes_the_place_of_what_is_declared() throws IOException {
        Files.writeString(input.resolve("a.csv"), TIMED);
        Files.writeString(input.resolve("exclusions.yaml"), "exclusions: {minimum_seconds: 10}\n");
        Path other = Files.writeString(folder.resolve("other.yaml"), "exclusions: {minimum_items: 1}\n");
        assertThat(run(input.toString(), "--out", out.toString(), "--exclusions", other.toString()))
                .isZero();
        assertThat(stdout.toString()).contains("No annotator was excluded.\n").doesNotContain("Excluded");
    }

    @Test
    void bad_rules_stop_the_report() throws IOException {
        Files.writeString(input.resolve("a.csv"), TIMED);
        Path rules = Files.writeString(input.resolve("exclusions.yaml"), "exclusions: {minimum_items: many}\n");
        assertThat(run(input.toString(), "--out", out.toString())).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(stderr.toString())
                .isEqualTo(rules + ":1:29: exclusions.minimum_items is \"many\"; expected a whole number from 1 to"
                        + " 1000000: whoever judged fewer items is left out\n");
        assertThat(out).doesNotExist();
    }

    @Test
    void a_study_declares_who_is_left_out_and_their_rows_stay_in_it() throws IOException {
        Files.writeString(input.resolve("study.yaml"), """
                id: small
                kind: rating
                models: [{id: m, provider: local, path: "embedded:tiny"}]
                characters: all
                scenarios: all
                rounds: 20
                seed: 7
                exclusions:
                  annotators: [{name: q, reason: in a hurry}]
                """);
        try (StudyDatabase database = StudyDatabase.open(input.resolve("study.db"))) {
            new AnnotationStore(database).add(Rows.of(TIMED).ratings());
        }
        assertThat(run(input.toString())).isZero();
        assertThat(stdout.toString()).contains("Excluded 1 row of ratings by q (human): named (in a hurry).\n");
        try (StudyDatabase database = StudyDatabase.open(input.resolve("study.db"))) {
            assertThat(new AnnotationStore(database).annotations().ratings()).hasSize(4);
        }
    }

    @Test
    void the_input_is_never_the_output() throws IOException {
        Files.writeString(input.resolve("a.csv"), "annotator,model,overall\np,m,5\n");
        assertThat(run(input.toString(), "--out", input.resolve(".").toString()))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(stderr.toString())
                .isEqualTo(input.resolve(".")
                        + ": is the folder that the report is made from; name another folder with --out\n");
    }

    @Test
    void a_folder_that_holds_annotations_is_never_the_output() throws IOException {
        Files.writeString(input.resolve("a.csv"), "annotator,model,overall\np,m,5\n");
        Files.createDirectories(out.resolve("annotations"));
        Path rows = Files.writeString(out.resolve("annotations/b.csv"), "annotator,model,overall\np,m,5\n");
        assertThat(run(input.toString(), "--out", out.toString())).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(stderr.toString())
                .isEqualTo(out + ": holds annotation rows (" + rows + "); name another folder with --out\n");
    }

    @Test
    void an_earlier_report_is_written_over() throws IOException {
        Files.writeString(input.resolve("a.csv"), "annotator,model,overall\np,m,5\n");
        assertThat(run(input.toString(), "--out", out.toString())).isZero();
        assertThat(run(input.toString(), "--out", out.toString())).isZero();
    }

    @Test
    void a_folder_without_csv_and_a_missing_folder_are_errors() {
        assertThat(run(input.toString(), "--out", out.toString())).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run(folder.resolve("none").toString())).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(stderr.toString())
                .isEqualTo(input + ": neither a study's folder (study.yaml or study.db) nor one with *.csv files of"
                        + " annotations\n" + folder.resolve("none") + ": no such folder\n");
    }

    @Test
    void an_unrecognised_file_is_an_error() throws IOException {
        Path file = Files.writeString(input.resolve("a.csv"), "x,y\n1,2\n");
        assertThat(run(input.toString(), "--out", out.toString())).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(stderr.toString()).startsWith(file + ":1: not a file of annotations: its columns are x, y;");
    }

    @Test
    void the_outcome_is_also_json() throws IOException {
        Files.writeString(input.resolve("a.csv"), "annotator,model,overall,origin\np,m,5,synthetic\n");
        assertThat(run(input.toString(), "--out", out.toString(), "--json")).isZero();
        assertThat(stdout.toString())
                .startsWith("{\n")
                .contains("\"format\" : \"charmirror.report/1\",")
                .contains("\"ratings\" : 1,")
                .contains("\"origins\" : [ \"synthetic\" ]");
    }

    @Test
    void a_report_says_how_it_was_made() throws IOException {
        Files.writeString(input.resolve("a.csv"), "annotator,model,overall\np,m,5\n");
        Path spaced = folder.resolve("my report");
        assertThat(run(input.toString(), "--out", spaced.toString())).isZero();
        assertThat(Files.readAllLines(spaced.resolve("report.tex")).get(0))
                .startsWith("% Generated 2")
                .endsWith(": charmirror report " + input + " --out \"" + spaced + "\"");
    }

    @Test
    void labels_are_in_the_language_asked_for() throws IOException {
        Files.writeString(input.resolve("a.csv"), "annotator,model,overall\np,m,5\n");
        assertThat(run(input.toString(), "--out", out.toString(), "--lang", "zh"))
                .isZero();
        assertThat(Files.readString(out.resolve("report.md"))).contains("| 模型 | 总体 |");
        assertThat(run(input.toString(), "--lang", "de")).isEqualTo(ExitCode.USAGE);
        assertThat(stderr.toString()).startsWith("Invalid value for option '--lang': 'de' is not one of en, zh\n");
    }

    @Test
    void a_study_is_reported_with_the_studies_that_lie_in_its_folder() throws IOException {
        Path study = Files.createDirectory(folder.resolve("study"));
        Path inside = Files.createDirectory(study.resolve("pairwise"));
        plan(study, "tiny.aixi.chat-1.1", "tiny");
        plan(inside, "tiny~tinier.aixi.chat-1.1", "tiny~tinier");
        try (StudyDatabase database = StudyDatabase.open(inside.resolve(StudyDatabase.FILE_NAME))) {
            database.write(handle -> handle.execute(
                    "INSERT INTO pair_session VALUES ('tiny~tinier.aixi.chat-1.1', 'tiny', 'tinier', 'random')"));
            new AnnotationStore(database).add(Rows.of("""
                            annotator,model_a,model_b,session,turn,topic,outcome
                            p,tiny,tinier,tiny~tinier.aixi.chat-1.1,1,chat,win
                            """).preferences());
        }
        assertThat(run(study.toString())).isZero();
        assertThat(stdout.toString()).startsWith("Read 0 ratings, 0 judged replies, 1 comparison; origin human.\n");
        assertThat(study.resolve("report/tables/pairwise_by_topic.csv")).hasContent("""
                        model_a,model_b,topic,win,tie,lose,advantage
                        tiny,tinier,chat,100,0,0,100
                        tiny,tinier,overall,100,0,0,100""");
        assertThat(Files.readString(study.resolve("report/report.md")))
                .contains("## What was run\n", "| tiny | 1 | 0 | 0 | 0 | 1 | 0 | 0 | 0 | 0 |\n")
                .contains("## What was run: pairwise\n", "| tiny · tinier | 1 | 0 | 0 | 0 | 1 | 0 | 0 | 0 | 0 |\n");
        assertThat(Files.readString(study.resolve("report/index.html")))
                .contains("\"id\":\"pairwise/tiny~tinier.aixi.chat-1.1\"");
    }

    private static void plan(Path study, String session, String model) {
        try (StudyDatabase database = StudyDatabase.open(study.resolve(StudyDatabase.FILE_NAME))) {
            database.write(handle -> handle.execute(
                    "INSERT INTO session (session, position, model, character, category, scenario, topic, repetition,"
                            + " rounds, bot_name, user_name, greeting, state, reason) VALUES (?, 0, ?, 'aixi', 'games_videos', 'chat-1', 'chat', 1, 20, '艾希', '用户',"
                            + " '你来了。', 'planned', '')",
                    session,
                    model));
        }
    }

    private int run(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "report";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        CommandLine commandLine = Main.commandLine();
        commandLine.setOut(new PrintWriter(stdout, true));
        commandLine.setErr(new PrintWriter(stderr, true));
        return commandLine.execute(all);
    }

    @Test
    void the_report_names_the_hash_of_every_file_that_its_figures_rest_on() throws IOException {
        Files.writeString(input.resolve("a.csv"), TIMED);
        Files.writeString(input.resolve("B.CSV"), "annotator,model,session,overall\np,m,3,5\n");
        Files.writeString(input.resolve("notes.txt"), "not read");
        // Of the text below by sha256sum.
        Path rules = Files.writeString(input.resolve("exclusions.yaml"), "exclusions: {minimum_items: 1}\n");
        assertThat(run(input.toString(), "--out", out.toString())).isZero();
        assertThat(hashed()).containsExactly("B.CSV", "a.csv", "exclusions.yaml");
        assertThat(Files.readString(out.resolve("report.md")))
                .contains(
                        "| SHA-256 of exclusions.yaml | dbe82ab508b7ce7a5549a9db011f7514c6ca07d109db926c4cf8115241fe594f |");
        Path other = Files.move(rules, folder.resolve("other.yaml"));
        assertThat(run(input.toString(), "--out", out.toString(), "--exclusions", other.toString()))
                .isZero();
        assertThat(hashed()).containsExactly("B.CSV", "a.csv", "other.yaml");
    }

    private List<String> hashed() throws IOException {
        return new ObjectMapper()
                .readTree(out.resolve("report.json").toFile())
                .at("/made/files")
                .findValuesAsText("name");
    }

    @Test
    void rows_that_were_all_left_out_still_say_that_no_person_gave_them() throws IOException {
        Files.writeString(input.resolve("a.csv"), "annotator,model,session,overall,origin\np,m,1,5,synthetic\n");
        Files.writeString(
                input.resolve("exclusions.yaml"), "exclusions: {annotators: [{name: p, reason: withdrew}]}\n");
        assertThat(run(input.toString(), "--out", out.toString()))
                .as(stderr.toString())
                .isZero();
        assertThat(Files.readString(out.resolve("report.md"))).contains("**Synthetic rows, not people’s judgements.**");
    }
}
