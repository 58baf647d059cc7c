package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgeCalibrateCommandTest {

    private static final String ROWS = """
            session,annotator,model,character,overall,origin
            x1,a,x,c1,4,synthetic
            x1,b,x,c1,3,synthetic
            y1,a,y,c2,2,synthetic
            y1,b,y,c2,2,synthetic
            x1,J,x,c1,4,judge
            y1,J,y,c2,3,judge
            """;

    private final Terminal terminal = new Terminal();

    @TempDir
    private Path folder;

    private Path input;

    @BeforeEach
    void make_folder() throws IOException {
        input = Files.createDirectory(folder.resolve("rows"));
    }

    private int calibrate(String rows, String... more) throws IOException {
        Files.writeString(input.resolve("ratings.csv"), rows);
        String[] words = new String[more.length + 3];
        words[0] = "judge";
        words[1] = "calibrate";
        words[2] = input.toString();
        System.arraycopy(more, 0, words, 3, more.length);
        return terminal.run(words);
    }

    @Test
    void it_says_whose_rows_are_compared_what_the_bar_is_and_what_passes() throws IOException {
        assertThat(calibrate(ROWS)).as(terminal.err()).isEqualTo(ExitCode.DONE);
        assertThat(terminal.out())
                .startsWith("""
                        People’s rows here: Rating: synthetic.
                        These rows do not come from people (synthetic).""")
                .contains(
                        "\nA judge may stand in for one more person where the whole 95 % interval of α reaches the"
                                + " declared bar of 0.667; ",
                        "\nJ: whether it may stand in for one more person\n",
                        "\nJ: agreement with people (judge beside synthetic)\n")
                .endsWith("""
                        J passes for nothing.
                        J: no item was judged by the judge alone, so that it adds nothing to people’s figures.
                        Bar 0.667: the usual one, since none is declared; --bar sets another, or the key bar of a judge.
                        Families: J not known, x not known, y not known.
                        Wrote nothing. Next: the same with --out FOLDER for all tables and figures.
                        """);
        assertThat(terminal.err()).isEmpty();
    }

    @Test
    void it_writes_a_page_and_tables_and_says_where() throws IOException {
        Path out = folder.resolve("out");
        assertThat(calibrate(ROWS, "--out", out.toString(), "--lang", "zh")).isEqualTo(ExitCode.DONE);
        assertThat(terminal.out())
                .endsWith("""
                        标准 0.667：通常的标准，因为没有事先声明；可用 --bar 另设，或用评判模型的键 bar 声明。
                        家族：J 不详、x 不详、y 不详。
                        已写入 PAGE、calibration.md、calibration.json，以及 tables/ 中的 5 个文件。
                        下一步：在浏览器中打开 PAGE。
                        """.replace("PAGE", out.resolve("index.html").toString()));
        assertThat(terminal.out().lines().filter(line -> line.matches(".*[A-Za-z]{2,} [a-z]+ [a-z]+.*")))
                .as("lines in English")
                .isEmpty();
        assertThat(Files.readString(out.resolve("calibration.md"))).startsWith("# rows 的校准\n");
        JsonNode json =
                new ObjectMapper().readTree(out.resolve("calibration.json").toFile());
        assertThat(json.at("/inputs/0/name").asText()).isEqualTo("ratings.csv");
    }

    @Test
    void json_alone_is_on_standard_output() throws IOException {
        assertThat(calibrate(ROWS, "--json", "--bar", "0.8", "--judge", "J")).isEqualTo(ExitCode.DONE);
        JsonNode json = new ObjectMapper().readTree(terminal.out());
        assertThat(json.get("format").asText()).isEqualTo("charmirror.calibration/1");
        assertThat(json.get("bar").asDouble()).isEqualTo(0.8);
        assertThat(json.at("/judges/0/verdict").asText()).isEqualTo("undecided");
        assertThat(terminal.err()).startsWith("Wrote nothing. Next: ");
    }

    @Test
    void a_file_of_judges_declares_bars_and_families_and_flags_win() throws IOException {
        Path judges = Files.writeString(folder.resolve("judges.yaml"), """
                judges:
                  - {id: J, provider: openai, base_url: "http://127.0.0.1:9/v1", model: far, family: gpt, bar: 0.4}
                  - {id: K, provider: openai, base_url: "http://127.0.0.1:9/v1", model: far, bar: 0.3}
                """);
        String both = ROWS
                + ROWS.replace("x1,a,", "z1,a,")
                        .replaceAll("(?m)^(?!.*,J,).*\n", "")
                        .replace(",J,", ",K,");

        assertThat(calibrate(both, "--judges", judges.toString()))
                .as(terminal.err())
                .isEqualTo(ExitCode.DONE);
        assertThat(terminal.out())
                .contains(
                        "A judge may stand in for one more person where the whole 95 % interval of α reaches the declared bar of 0.400; ")
                .contains("\nBar 0.4: from " + judges
                        + ", the highest of J 0.4, K 0.3; --judge ID holds one against its"
                        + " own.\nFamilies: J gpt (from " + judges + "), K not known, x not known, y not known.\n");

        assertThat(calibrate(both, "--judges", judges.toString(), "--judge", "K"))
                .isEqualTo(ExitCode.DONE);
        assertThat(terminal.out()).contains("\nBar 0.3: from " + judges + ".\n");

        assertThat(calibrate(both, "--judges", judges.toString(), "--bar", "0.5", "--family", "J=glm"))
                .isEqualTo(ExitCode.DONE);
        assertThat(terminal.out()).contains("\nBar 0.5: from --bar.\nFamilies: J glm (from --family), K not known, ");
    }

    /** In a study's file it cannot stand either: gpt is another family then. */
    @Test
    void a_family_that_no_file_may_declare_is_refused() throws IOException {
        for (String family : List.of("GPT", "gpt ", "")) {
            assertThat(calibrate(ROWS, "--family", "x=gpt", "--family", "J=" + family))
                    .as(family)
                    .isEqualTo(ExitCode.USAGE);
            assertThat(terminal.err())
                    .startsWith(
                            "--family is J=" + family
                                    + "; a family is a word such as gpt, of small letters, digits, and . _ - after the first\n");
        }
    }

    @Test
    void a_family_of_somebody_without_rows_is_refused() throws IOException {
        assertThat(calibrate(ROWS, "--family", "strict=gpt", "--family", "x=gpt"))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err())
                .endsWith(": has no rows of a judge or a model strict, which --family names; there are: J, x, y\n");
    }

    @Test
    void rows_that_cannot_be_compared_say_what_is_missing() throws IOException {
        assertThat(calibrate(ROWS, "--judge", "K")).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err()).isEqualTo(input + ": has no rows of a judge K; there are: J\n");
        assertThat(calibrate(ROWS, "--human", "human")).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err())
                .isEqualTo(input + ": has no rows of origin human to compare with; bring them with: charmirror annotate"
                        + " import\n");
        assertThat(calibrate("session,annotator,model,overall\ns,a,x,4\n")).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err())
                .isEqualTo(input + ": has no rows of judges (origin judge or automatic); let a judge judge it, or give"
                        + " --metrics FILE\n");
        assertThat(calibrate("session,annotator,model,overall,origin\ns,a,x,4,human\nt,J,x,4,judge\n"))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err())
                .isEqualTo(input + ": no item was judged both by people and by J; rows are of one item if study,"
                        + " session, model and turn are the same\n");
    }

    @Test
    void bad_metrics_and_bad_rows_are_told_together() throws IOException {
        Path metrics = Files.writeString(folder.resolve("m.jsonl"), "{\"session\":1,\"model\":\"x\",\"turn\":1}\n");
        assertThat(calibrate("annotator,model,overall\na,x,9\n", "--metrics", metrics.toString()))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err())
                .isEqualTo(metrics + ":1: session is 1; it must be a text\n" + input.resolve("ratings.csv")
                        + ":2: overall is \"9\"; expected is a whole number from 1 to 5, or nothing where it was not"
                        + " judged\n");
        Path missing = folder.resolve("no.jsonl");
        assertThat(calibrate(ROWS, "--metrics", missing.toString())).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err()).isEqualTo(missing + ": no such file\n");
    }

    @Test
    void a_report_on_the_same_folder_has_the_calibration_too() throws IOException {
        Files.writeString(input.resolve("ratings.csv"), ROWS);
        Path out = folder.resolve("report");
        assertThat(terminal.run("report", input.toString(), "--out", out.toString()))
                .isEqualTo(ExitCode.DONE);
        JsonNode json = new ObjectMapper().readTree(out.resolve("report.json").toFile());
        assertThat(json.at("/calibration/judges/0/judge").asText()).isEqualTo("J");
        assertThat(json.at("/files").toString()).contains("tables/calibration_judges.csv");
        // Without the judge's rows there is no section, and the tables of the earlier report are gone.
        Files.writeString(input.resolve("ratings.csv"), ROWS.replaceAll("(?m)^.*,judge\n", ""));
        assertThat(terminal.run("report", input.toString(), "--out", out.toString()))
                .isEqualTo(ExitCode.DONE);
        assertThat(new ObjectMapper()
                        .readTree(out.resolve("report.json").toFile())
                        .has("calibration"))
                .isFalse();
        assertThat(out.resolve("tables/calibration_judges.csv")).doesNotExist();
    }

    @Test
    void a_wrong_bar_or_origin_is_a_mistake_in_use() throws IOException {
        assertThat(calibrate(ROWS, "--bar", "67")).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).startsWith("--bar is 67; an alpha lies between -1 and 1\n");
        assertThat(calibrate(ROWS, "--bar", "NaN")).isEqualTo(ExitCode.USAGE);
        assertThat(calibrate(ROWS, "--human", "judge")).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).startsWith("--human is judge; it must be human, reconstructed or synthetic\n");
    }

    @Test
    void a_folder_with_rows_is_not_written_into() throws IOException {
        assertThat(calibrate(ROWS, "--out", input.toString())).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err())
                .isEqualTo(input + ": is the folder that the report is made from; name another folder with --out\n");
    }
}
