package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Reports on Parquet as other programs write it: nothing of it is lost in silence. */
@ExtendWith(TwoCores.class)
class ParquetReportSparkTest {

    private static final String FIRST = "SELECT 'a' AS annotator, 'm1' AS model, 's1' AS session, 4 AS overall";

    private static final String RATED = """
            annotator,model,session,overall
            a,m1,s1,4
            a,m1,s2,5
            李,m1,s1,3
            李,m1,s2,5
            """;

    @TempDir
    Path folder;

    private Path rows;

    @BeforeEach
    void make_folder() throws IOException {
        rows = Files.createDirectories(folder.resolve("rows"));
    }

    private record Ended(int code, String err) {}

    private Ended report(Path of) {
        CommandLine commandLine = SparkMain.commandLine(opener -> opener);
        StringWriter err = new StringWriter();
        commandLine.setOut(new PrintWriter(new StringWriter()));
        commandLine.setErr(new PrintWriter(err));
        int code = commandLine.execute(
                "report", of.toString(), "--out", folder.resolve("report").toString());
        return new Ended(code, err.toString());
    }

    /** Returns how many judged what, and how far they agree. */
    private String reportOf(Path of) throws IOException {
        Ended ended = report(of);
        assertThat(ended.code()).as(ended.err()).isZero();
        String all = Files.readString(folder.resolve("report/report.md"));
        return all.substring(all.indexOf("\n1 model"), all.indexOf("\n## Turn errors"));
    }

    /** Writes each query as a file of its own, the parts of one folder. */
    private static void write(Path target, String... queries) throws IOException {
        try (SparkSession session = SparkSession.builder().getOrCreate()) {
            for (int part = 0; part < queries.length; part++) {
                Dataset<Row> table = session.sql(queries[part]).coalesce(1);
                Path made = target.resolveSibling("made-" + part);
                table.write().parquet(made.toString());
                Path to = queries.length == 1
                        ? target
                        : Files.createDirectories(target).resolve("part-" + part + ".parquet");
                try (Stream<Path> files = Files.list(made)) {
                    Files.move(
                            files.filter(file -> file.toString().endsWith(".parquet"))
                                    .findFirst()
                                    .orElseThrow(),
                            to);
                }
                try (Stream<Path> files = Files.list(made)) {
                    for (Path file : files.toList()) {
                        Files.delete(file);
                    }
                }
                Files.delete(made);
            }
        }
    }

    @Test
    void texts_that_are_not_marked_as_texts_are_texts() throws IOException {
        Path csv = Files.createDirectories(folder.resolve("csv"));
        Files.writeString(csv.resolve("a.csv"), RATED);
        String expected = reportOf(csv);
        assertThat(expected).contains("2 annotators");
        write(
                rows.resolve("a.parquet"),
                "SELECT CAST(c1 AS BINARY) AS annotator, c2 AS model, CAST(c3 AS BINARY) AS session, c4 AS overall FROM VALUES"
                        + " ('a', 'm1', 's1', 4), ('a', 'm1', 's2', 5), ('李', 'm1', 's1', 3), ('李', 'm1', 's2', 5)"
                        + " AS t(c1, c2, c3, c4)");
        assertThat(reportOf(rows)).isEqualTo(expected);
    }

    @Test
    void a_number_that_is_none_is_told_by_its_row() throws IOException {
        write(
                rows.resolve("a.parquet"),
                "SELECT 'a' AS annotator, 'm1' AS model, c1 AS session, c2 AS overall FROM VALUES ('s1', 4D), ('s2',"
                        + " CAST('NaN' AS DOUBLE)) AS t(c1, c2)");
        Ended ended = report(rows);
        assertThat(ended.err())
                .isEqualTo(rows.resolve("a.parquet")
                        + ":2: overall is \"NaN\"; expected is a whole number from 1 to 5, or nothing where it was not"
                        + " judged\n");
        assertThat(ended.code()).isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void a_number_that_is_none_is_no_name_either() throws IOException {
        write(
                rows.resolve("a.parquet"),
                "SELECT 'a' AS annotator, 'm1' AS model, c1 AS session, 4 AS overall, CAST('NaN' AS DOUBLE) AS note FROM"
                        + " VALUES (1D), (CAST('NaN' AS DOUBLE)) AS t(c1)");
        Ended ended = report(rows);
        assertThat(ended.err())
                .isEqualTo(rows.resolve("a.parquet")
                        + ":2: session is no number; leave it empty where nothing is known\n");
        assertThat(ended.code()).isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void parts_of_a_folder_may_have_other_columns_than_the_first() throws IOException {
        Path csv = Files.createDirectories(folder.resolve("csv"));
        Files.writeString(csv.resolve("a.csv"), """
                annotator,model,session,overall,safety
                a,m1,s1,4,
                a,m1,s2,5,2
                """);
        String expected = reportOf(csv);
        write(
                rows.resolve("a.parquet"),
                FIRST,
                "SELECT 'a' AS annotator, 'm1' AS model, 's2' AS session, 5 AS overall, 2 AS safety");
        assertThat(reportOf(rows)).isEqualTo(expected);
    }

    @Test
    void parts_of_a_folder_may_have_numbers_of_another_type_than_the_first() throws IOException {
        Path csv = Files.createDirectories(folder.resolve("csv"));
        Files.writeString(csv.resolve("a.csv"), RATED);
        String expected = reportOf(csv);
        write(
                rows.resolve("a.parquet"),
                "SELECT 'a' AS annotator, 'm1' AS model, c1 AS session, c2 AS overall FROM VALUES ('s1', 4), ('s2', 5) AS"
                        + " t(c1, c2)",
                "SELECT '李' AS annotator, 'm1' AS model, c1 AS session, c2 AS overall FROM VALUES ('s1', 3D), ('s2', 5D)"
                        + " AS t(c1, c2)");
        assertThat(reportOf(rows)).isEqualTo(expected);
    }

    @Test
    void a_folder_may_have_brackets_in_its_name() throws IOException {
        Path odd = Files.createDirectories(folder.resolve("rows [1] {a}"));
        write(odd.resolve("a.parquet"), FIRST);
        assertThat(reportOf(odd)).contains("m1");
    }

    @Test
    void files_are_those_of_the_machine_whatever_file_system_the_cluster_prefers() throws IOException {
        write(rows.resolve("a.parquet"), FIRST);
        System.setProperty("spark.hadoop.fs.defaultFS", "hdfs://127.0.0.1:9");
        try {
            assertThat(reportOf(rows)).contains("m1");
        } finally {
            System.clearProperty("spark.hadoop.fs.defaultFS");
        }
    }

    @Test
    void what_is_no_parquet_or_leads_nowhere_is_named_and_nothing_is_written() throws IOException {
        write(rows.resolve("a.parquet"), FIRST);
        Files.writeString(rows.resolve("b.parquet"), "annotator,model,session,overall\na,m,s,4\n");
        Files.createSymbolicLink(rows.resolve("c.parquet"), folder.resolve("gone.parquet"));
        Ended ended = report(rows);
        assertThat(ended.code()).as(ended.err()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(ended.err())
                .contains(rows.resolve("b.parquet") + ": ")
                .contains(rows.resolve("c.parquet") + ": ")
                .doesNotContain("a.parquet");
        assertThat(folder.resolve("report")).doesNotExist();
    }

    @Test
    void folders_within_a_folder_of_parquet_are_refused() throws IOException {
        write(rows.resolve("a.parquet"), FIRST);
        write(Files.createDirectories(rows.resolve("b.parquet/annotator=b")).resolve("part-0.parquet"), FIRST);
        Ended ended = report(rows);
        assertThat(ended.code()).as(ended.err()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(ended.err())
                .isEqualTo(rows.resolve("b.parquet/annotator=b")
                        + ": a folder within a folder of Parquet, which is not read; write the rows without partitions, with all"
                        + " columns in the files\n");
    }

    @Test
    void all_folders_of_parquet_that_cannot_be_read_are_told_together() throws IOException {
        Files.createDirectories(rows.resolve("b.parquet/annotator=b"));
        Files.createDirectories(rows.resolve("c.parquet"));
        Ended ended = report(rows);
        assertThat(ended.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(ended.err())
                .contains(rows.resolve("b.parquet/annotator=b") + ": a folder within a folder of Parquet")
                .contains(rows.resolve("c.parquet") + ": a folder of Parquet without *.parquet files");
    }

    @Test
    void a_folder_of_parquet_in_which_no_file_has_that_name_is_refused() throws IOException {
        write(rows.resolve("a.parquet"), FIRST);
        Files.writeString(Files.createDirectories(rows.resolve("b.parquet")).resolve("000000_0"), "PAR1");
        Ended ended = report(rows);
        assertThat(ended.err())
                .isEqualTo(rows.resolve("b.parquet") + ": a folder of Parquet without *.parquet files\n");
        assertThat(ended.code()).isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void the_ending_of_a_name_may_be_in_capitals_as_with_csv() throws IOException {
        Path csv = Files.createDirectories(folder.resolve("csv"));
        Files.writeString(csv.resolve("A.CSV"), RATED);
        String expected = reportOf(csv);
        Files.copy(csv.resolve("A.CSV"), rows.resolve("0.CSV"));
        assertThat(reportOf(rows)).isEqualTo(expected);
        write(rows.resolve("B.PARQUET"), "SELECT 'z' AS annotator, 'm1' AS model, 's1' AS session, 4 AS overall");
        assertThat(reportOf(rows)).contains("3 annotators");
    }
}
