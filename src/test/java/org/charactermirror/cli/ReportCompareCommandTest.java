package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCompareCommandTest {

    private static final String HEADER = "annotator,model,character,session,overall\n";

    @TempDir
    private Path folder;

    private final Terminal terminal = new Terminal();

    private String rows(String name, String rows) throws IOException {
        Path own = Files.createDirectories(folder.resolve(name));
        Files.writeString(own.resolve("ratings.csv"), HEADER + rows);
        return own.toString();
    }

    @Test
    void two_folders_are_put_side_by_side_in_every_format() throws IOException {
        String first = rows("before", "甲,m,c1,1,3\n甲,m,c2,2,3\n乙,m,c1,1,4\n乙,m,c2,2,2\n");
        String second = rows("after", "甲,m,c1,1,4\n甲,m,c2,2,5\n乙,m,c1,1,4\n乙,m,c2,2,5\n");
        Path out = folder.resolve("out");
        assertThat(terminal.run("report", "compare", first, second, "--out", out.toString()))
                .as(terminal.err())
                .isEqualTo(ExitCode.DONE);
        assertThat(terminal.out()).startsWith("Compared 1 mean score, 0 rates and 0 advantages.\n");
        assertThat(Files.readString(out.resolve("report.md")))
                // 12 / 4 and 18 / 4.
                .contains("| Overall | m | 3.00 | 4.50 | +1.50 |")
                .contains("Scores: none significant among 1 difference");
        assertThat(Files.readString(out.resolve("index.html"))).contains("before and after", "+1.50");
        JsonNode line =
                new ObjectMapper().readTree(out.resolve("report.json").toFile()).at("/ratings/differences/0");
        assertThat(line.get("difference").doubleValue()).isEqualTo(1.5);
        assertThat(line.at("/first/n").intValue()).isEqualTo(4);
        assertThat(line.get("smallest_reachable_p").doubleValue()).isEqualTo(0.5);
    }

    @Test
    void differences_are_drawn_and_charts_of_an_earlier_comparison_go() throws IOException {
        String first = rows("before", "甲,m,c1,1,3\n甲,m,c2,2,3\n乙,m,c1,1,4\n乙,m,c2,2,2\n");
        String second = rows("after", "甲,m,c1,1,4\n甲,m,c2,2,5\n乙,m,c1,1,4\n乙,m,c2,2,5\n");
        String pairs = "annotator,model_a,model_b,character,session,turn,outcome\n甲,m,n,c1,1,1,";
        Files.writeString(folder.resolve("before/preferences.csv"), pairs + "win\n");
        Files.writeString(folder.resolve("after/preferences.csv"), pairs + "lose\n");
        Path out = folder.resolve("out");
        assertThat(terminal.run("report", "compare", first, second, "--out", out.toString()))
                .isEqualTo(ExitCode.DONE);
        assertThat(terminal.out()).contains("report.json and 2 charts in charts/.");
        assertThat(Files.readString(out.resolve("charts/differences-ratings-overall.svg")))
                .contains("<title>Overall</title>", "<desc>m +1.50", ">+1.50</text>");
        // From all won to all lost: from 100 to -100.
        assertThat(Files.readString(out.resolve("charts/differences-preferences-advantage.svg")))
                .contains("<title>Advantage of m over</title>", ">n</text>", ">−200.0</text>");
        assertThat(Files.readString(out.resolve("report.md"))).contains("](charts/differences-ratings-overall.svg)");
        Files.delete(folder.resolve("before/preferences.csv"));
        assertThat(terminal.run("report", "compare", first, second, "--out", out.toString()))
                .isEqualTo(ExitCode.DONE);
        assertThat(terminal.out()).contains("report.json and 1 chart in charts/.");
        assertThat(out.resolve("charts/differences-preferences-advantage.svg")).doesNotExist();
    }

    @Test
    void readers_of_chinese_are_told_in_chinese() throws IOException {
        String first = rows("before", "甲,m,c1,1,3\n");
        String second = rows("after", "甲,m,c1,1,4\n");
        Path out = folder.resolve("out");
        assertThat(terminal.run("report", "compare", first, second, "--out", out.toString(), "--lang", "zh"))
                .isEqualTo(ExitCode.DONE);
        assertThat(terminal.out())
                .isEqualTo("""
                        已比较 1 个平均分、0 个比率和 0 个优势。
                        已写入 PAGE、report.md、report.tex、report.json，以及 charts/ 中的 1 幅图。
                        下一步：在浏览器中打开 PAGE。
                        """.replace("PAGE", out.resolve("index.html").toString()));
        assertThat(Files.readString(out.resolve("report.md"))).contains("第二次减第一次", "| 总体 | m | 3.00 | 4.00 | +1.00 |");
    }

    @Test
    void a_missing_run_and_a_target_that_is_a_run_are_refused() throws IOException {
        String first = rows("before", "甲,m,c1,1,3\n");
        String missing = folder.resolve("nowhere").toString();
        assertThat(terminal.run(
                        "report",
                        "compare",
                        first,
                        missing,
                        "--out",
                        folder.resolve("out").toString()))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err()).contains(missing + ": no such folder");
        assertThat(terminal.run("report", "compare", first, first, "--out", first))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err()).contains("is the folder that the report is made from");
    }

    @Test
    void a_report_without_a_path_asks_for_it() {
        assertThat(terminal.run("report")).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).contains("Missing required parameter: 'PATH'");
    }

    @Test
    void rows_that_are_left_out_for_repeating_others_are_said() throws IOException {
        String first = rows("before", "甲,m,c1,,3\n甲,m,c1,,3\n");
        String second = rows("after", "甲,m,c1,,4\n");
        assertThat(terminal.run(
                        "report",
                        "compare",
                        first,
                        second,
                        "--out",
                        folder.resolve("out").toString()))
                .isEqualTo(ExitCode.DONE);
        assertThat(terminal.err()).contains("1 row without a session left out for repeating an earlier one");
    }
}
