package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Reports that Spark makes in this process, beside those that the program makes by itself. */
@ExtendWith(TwoCores.class)
class ReportSparkTest {

    private static final Path HOME = Path.of(System.getProperty("charmirror.home"));

    @TempDir
    Path folder;

    private record Ended(int code, String out, String err) {}

    private static Ended run(CommandLine commandLine, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(err));
        int code = commandLine.execute(arguments);
        return new Ended(code, out.toString(), err.toString());
    }

    private Ended one(Path rows, String... more) {
        return run(Main.commandLine(), arguments(rows, more));
    }

    private Ended spark(Path rows, String... more) {
        return run(SparkMain.commandLine(opener -> opener), arguments(rows, more));
    }

    private String[] arguments(Path rows, String... more) {
        List<String> all = new ArrayList<>(List.of(
                "report", rows.toString(), "--out", folder.resolve("report").toString()));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    /** Returns what was written, but for when. */
    private Map<String, String> written() throws IOException {
        Map<String, String> files = new TreeMap<>();
        Path root = folder.resolve("report");
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(
                        root.relativize(file).toString(),
                        Files.readString(file).replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ", "NOW"));
            }
        }
        return files;
    }

    private void same(Path rows, String... more) throws IOException {
        Ended alone = one(rows, more);
        assertThat(alone.code()).as(alone.err()).isZero();
        Map<String, String> expected = written();
        Ended cluster = spark(rows, more);
        assertThat(cluster.code()).as(cluster.err()).isZero();
        assertThat(cluster.out()).isEqualTo(alone.out());
        Map<String, String> found = written();
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        expected.forEach((name, text) -> assertThat(found.getOrDefault(name, "").lines())
                .as(name)
                .containsExactlyElementsOf(text.lines().toList()));
    }

    @Test
    void the_report_on_the_papers_rows_is_the_same_to_the_byte() throws IOException {
        same(HOME.resolve("annotations/paper"));
    }

    @Test
    void so_is_one_of_many_files_with_judges_exclusions_checks_and_rows_that_repeat_or_complete_others()
            throws IOException {
        Path rows = Files.createDirectories(folder.resolve("rows"));
        Files.writeString(rows.resolve("exclusions.yaml"), """
            exclusions:
              maximum_run: 3
              annotators:
                - name: a1
                  reason: said so
            gold:
              - session: s1
                turn: 1
                expect:
                  ooc: 1
            """);
        Random random = new Random(5);
        for (int file = 0; file < 4; file++) {
            Files.writeString(rows.resolve("ratings-" + file + ".csv"), ratings(random, file));
            Files.writeString(rows.resolve("turns-" + file + ".csv"), turns(random, file));
            Files.writeString(rows.resolve("pairs-" + file + ".csv"), pairs(random, file));
        }
        Files.writeString(rows.resolve("zz-again.csv"), Files.readString(rows.resolve("ratings-0.csv")));
        Files.writeString(rows.resolve("zz-comments.csv"), """
            annotator,model,session,character,overall,comment
            a9,m1,extra,c1,4,
            a9,m1,extra,c1,4,"two
            lines"
            """);
        same(rows);
        same(rows, "--cluster", "session", "--lang", "zh");
    }

    @Test
    void rows_in_parquet_give_the_same_tables_and_charts_as_in_csv() throws IOException {
        Path csv = Files.createDirectories(folder.resolve("csv"));
        Path parquet = Files.createDirectories(folder.resolve("parquet"));
        Random random = new Random(6);
        Files.writeString(csv.resolve("a-ratings.csv"), ratings(random, 0));
        Files.writeString(csv.resolve("b-turns.csv"), turns(random, 0));
        Files.writeString(csv.resolve("c-pairs.csv"), pairs(random, 0));
        try (SparkSession session = SparkSession.builder().getOrCreate()) {
            for (String name : List.of("a-ratings", "b-turns", "c-pairs")) {
                session.read()
                        .option("header", true)
                        .option("inferSchema", true)
                        .csv(csv.resolve(name + ".csv").toString())
                        .coalesce(1)
                        .write()
                        .parquet(parquet.resolve(name + ".parquet").toString());
            }
        }
        assertThat(one(csv).code()).isZero();
        Map<String, String> expected = written();
        Ended cluster = spark(parquet);
        assertThat(cluster.code()).as(cluster.err()).isZero();
        Map<String, String> found = written();
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        expected.forEach((name, text) -> {
            if (name.matches("(tables|charts)/.*")) {
                assertThat(found.get(name)).as(name).isEqualTo(text);
            }
        });
        assertThat(found.get("report.md")).contains("SHA-256 of a-ratings.parquet/part-");
    }

    @Test
    void a_bad_row_in_parquet_is_told_by_its_number() throws IOException {
        Path csv = Files.writeString(folder.resolve("bad.csv"), "annotator,model,session,overall\na,m,s,4\na,m,t,7\n");
        Path rows = Files.createDirectories(folder.resolve("rows"));
        try (SparkSession session = SparkSession.builder().getOrCreate()) {
            session.read()
                    .option("header", true)
                    .csv(csv.toString())
                    .coalesce(1)
                    .write()
                    .parquet(rows.resolve("ratings.parquet").toString());
        }
        Ended cluster = spark(rows);
        assertThat(cluster.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(cluster.err())
                .contains(".parquet:2: overall is \"7\"; expected is a whole number from 1 to 5, or nothing where it"
                        + " was not judged");
    }

    private static String ratings(Random random, int file) {
        StringBuilder text = new StringBuilder("annotator,model,session,character,overall,safety,origin,seconds\n");
        for (int annotator = 0; annotator < 5; annotator++) {
            for (int session = 0; session < 6; session++) {
                for (int model = 0; model < 3; model++) {
                    text.append(annotator == 4 ? "judge" : "a" + annotator)
                            .append(",m" + model + ",s" + file + session + ",c" + (session % 4) + ",")
                            .append(1 + random.nextInt(5))
                            .append(",")
                            .append(random.nextInt(6) == 0 ? "" : 1 + random.nextInt(5))
                            .append(annotator == 4 ? ",judge," : ",human,")
                            .append(random.nextInt(50))
                            .append("\n");
                }
            }
        }
        return text.toString();
    }

    private static String turns(Random random, int file) {
        StringBuilder text = new StringBuilder("annotator,model,session,turn,character,ooc,repetition,less_quality,"
                + "contradiction,less_information,proactivity\n");
        for (int annotator = 0; annotator < 4; annotator++) {
            for (int turn = 1; turn <= 5; turn++) {
                for (int model = 0; model < 3; model++) {
                    text.append("a" + annotator + ",m" + model + ",s" + file + "," + turn + ",c" + (file % 3));
                    for (int flag = 0; flag < 6; flag++) {
                        text.append(",").append(random.nextInt(4) == 0 ? 1 : 0);
                    }
                    text.append("\n");
                }
            }
        }
        return text.toString();
    }

    private static String pairs(Random random, int file) {
        StringBuilder text = new StringBuilder(
                "annotator,model_a,model_b,session,turn,character,category,topic,outcome,shown_first,check\n");
        for (int annotator = 0; annotator < 4; annotator++) {
            for (int turn = 1; turn <= 6; turn++) {
                text.append("a" + annotator + ",m" + (turn % 3) + ",m" + ((turn + 1) % 3) + ",p" + file + "," + turn)
                        .append(",c" + file + ",zoo,chat,")
                        .append(List.of("win", "lose", "tie", "both_bad").get(random.nextInt(4)))
                        .append(random.nextBoolean() ? ",a," : ",b,")
                        .append(turn == 6 ? "better=tie" : "")
                        .append("\n");
            }
        }
        return text.toString();
    }

    @Test
    void all_that_is_wrong_is_told_as_by_one_machine_and_nothing_is_written() throws IOException {
        Path rows = Files.createDirectories(folder.resolve("bad"));
        Files.writeString(rows.resolve("a.csv"), """
            annotator,model,session,overall
            a,m,s,4
            b,m,s,9
            c,m,t,4
            d,m,t,x
            """);
        Files.writeString(rows.resolve("b.csv"), """
            annotator,model,session,overall
            a,m,s,5
            c,m,,4
            """);
        Ended alone = one(rows);
        Ended cluster = spark(rows);
        assertThat(alone.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(cluster.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(alone.err())
                .contains("a.csv:3")
                .contains("a.csv:5")
                .contains("b.csv:2")
                .contains("b.csv:3");
        assertThat(cluster.err().lines().sorted())
                .containsExactlyElementsOf(alone.err().lines().sorted().toList());
        assertThat(folder.resolve("report")).doesNotExist();
    }

    @Test
    void the_bench_makes_rows_up_once_says_what_they_are_and_analyses_all_of_them() throws IOException {
        Path made = folder.resolve("made/made-up-2000/ratings-00000.csv");
        String[] bench = {
            "bench",
            "--analysis",
            "--rows",
            "2000",
            "--folder",
            folder.resolve("made").toString(),
            "--json"
        };
        Ended first = run(SparkMain.commandLine(opener -> opener), bench);
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.out())
                .contains("\"rows\" : 2000")
                .contains("\"files\" : 2")
                .contains("\"cores\" : 2")
                .contains("\"partitions\" : 6");
        List<String> lines = Files.readAllLines(made);
        assertThat(lines).hasSize(1001);
        assertThat(lines.get(0)).endsWith(",origin");
        assertThat(lines.subList(1, 1001)).allMatch(line -> line.endsWith(",synthetic"));
        Files.setLastModifiedTime(made, FileTime.fromMillis(0));
        Ended second = run(SparkMain.commandLine(opener -> opener), bench);
        assertThat(second.code()).as(second.err()).isZero();
        assertThat(Files.getLastModifiedTime(made)).isEqualTo(FileTime.fromMillis(0));
    }

    @Test
    void the_driver_takes_summaries_of_any_size_unless_somebody_set_a_bound() {
        SparkConf conf = new SparkConf(false);
        SparkReportCommand.takeWhole(conf);
        assertThat(conf.get("spark.driver.maxResultSize")).isEqualTo("0");
        conf.set("spark.driver.maxResultSize", "2g");
        SparkReportCommand.takeWhole(conf);
        assertThat(conf.get("spark.driver.maxResultSize")).isEqualTo("2g");
    }

    @Test
    void a_file_that_an_executor_cannot_read_is_named_and_nothing_is_written() throws IOException {
        Path rows = Files.createDirectories(folder.resolve("rows"));
        Files.writeString(rows.resolve("a.csv"), ratings(new Random(1), 0));
        Files.createSymbolicLink(rows.resolve("b.csv"), folder.resolve("gone.csv"));
        Ended alone = one(rows);
        Ended cluster = spark(rows);
        assertThat(alone.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(cluster.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(alone.err()).contains("b.csv: ").doesNotContain("a.csv");
        assertThat(cluster.err()).isEqualTo(alone.err());
        assertThat(folder.resolve("report")).doesNotExist();
    }

    @Test
    void what_a_cluster_cannot_do_is_refused_with_what_to_do() {
        Ended none = spark(HOME.resolve("annotations/paper"), "--cluster", "none");
        assertThat(none.code()).isEqualTo(ExitCode.USAGE);
        assertThat(none.err())
                .startsWith(
                        "--cluster none: every row would be a cluster of its own, and the driver would hold all of them;"
                                + " say annotator, character, session or both, or use charmirror report\n");
        Ended study = spark(HOME.resolve("annotations/demo"), "--partitions", "0");
        assertThat(study.code()).isEqualTo(ExitCode.USAGE);
        assertThat(study.err()).contains("Invalid value for option '--partitions': 0 is below 1");
    }
}
