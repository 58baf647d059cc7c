package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study that names its judges, was judged by them, and by people. */
class JudgeBackgroundTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private final JudgingEndpoint endpoint = new JudgingEndpoint();
    private final Terminal terminal = new Terminal();
    private Path run;

    @BeforeEach
    void play() throws IOException {
        run = folder.resolve("run");
        Path study = Files.writeString(folder.resolve("study.yaml"), """
                id: small
                kind: rating
                models:
                  - {id: one, provider: openai, base_url: "URL", model: far-1}
                  - {id: two, provider: openai, base_url: "URL", model: gpt-2}
                judges:
                  - {id: strict, provider: openai, base_url: "URL", model: gpt-9, bar: 0.8,
                     price: {prompt_per_million: 10, reply_per_million: 30, currency: USD}}
                  - {id: mild, provider: openai, base_url: "URL", model: gpt-9, family: glm, wording: 2}
                characters: [xiang-yu, li-bai]
                scenarios: [chat-1]
                rounds: 2
                seed: 7
                """.replace("URL", endpoint.url()));
        assertThat(terminal.run("run", study.toString(), "--out", run.toString()))
                .as(terminal.err())
                .isZero();
        assertThat(terminal.run("judge", run.toString())).as(terminal.err()).isZero();
        StringBuilder people = new StringBuilder("study,session,annotator,model,overall\n");
        // A row goes on over the lines of its comment.
        for (String line : Files.readAllLines(run.resolve("annotations").resolve("ratings.csv"))) {
            String[] cells = line.split(",");
            if (line.startsWith("small,") && cells[2].equals("strict")) {
                people.append("small,")
                        .append(cells[1])
                        .append(",王芳,")
                        .append(cells[3])
                        .append(",3\n");
            }
        }
        Path file = Files.writeString(folder.resolve("people.csv"), people);
        assertThat(terminal.run("annotate", "import", run.toString(), file.toString()))
                .as(terminal.err())
                .isZero();
    }

    @AfterEach
    void stop() {
        endpoint.close();
    }

    @Test
    void calibration_takes_bars_families_and_costs_from_the_study_and_says_so() {
        assertThat(terminal.run("judge", "calibrate", run.toString()))
                .as(terminal.err())
                .isZero();

        // Four dialogues, each 1,000 tokens of prompt and 100 of answer: 0.01 + 0.003 USD.
        assertThat(terminal.out())
                .contains(" reaches the declared bar of 0.800; ")
                .contains(
                        "\nBar 0.8: from study.yaml, the highest of mild 0.667, strict 0.8; --judge ID holds one against"
                                + " its own.\nFamilies: mild glm (from study.yaml), one not known, strict gpt (from the record of"
                                + " its judging), two gpt (from its name).\n"
                                + "judge mild, ratings: 4 judged: 4 scored\njudge strict, ratings: 4 judged: 4 scored\n"
                                + "  WARNING: 2 items are of the judge's own family of models\n")
                .containsPattern(
                        "judge mild, ratings, each on average \\(4 judgements, 4 answers\\): tokens 1,000\\.0 of"
                                + " prompts and 100\\.0 of answers; cost not recorded; time \\d+\\.\\d\\d s of waiting for answers\n")
                .containsPattern(
                        "judge strict, ratings, each on average \\(4 judgements, 4 answers\\): tokens 1,000\\.0 of"
                                + " prompts and 100\\.0 of answers; cost 0\\.013000 USD; time ");
    }

    @Test
    void readers_of_chinese_are_told_in_chinese() {
        assertThat(terminal.run("judge", "calibrate", run.toString(), "--lang", "zh"))
                .as(terminal.err())
                .isZero();

        assertThat(terminal.out())
                .contains("""
                        标准 0.8：来自 study.yaml，取 mild 0.667、strict 0.8 中最高的一个；--judge ID 让一个评判模型只对照自己的标准。
                        家族：mild 为 glm（来自 study.yaml）、one 不详、strict 为 gpt（来自 它评判时的记录）、two 为 gpt（来自 它的名称）。
                        评判模型 mild，评分：共判 4 条：给出结果 4 条
                        评判模型 strict，评分：共判 4 条：给出结果 4 条
                          警告：有 2 条出自与评判模型同一家族的模型
                        """)
                .containsPattern(
                        "评判模型 mild，评分，平均每次（4 次评判，4 个回答）：提示词 1,000\\.0 个词元，回答 100\\.0 个词元；花费没有记录；等待回答 \\d+\\.\\d\\d 秒\n")
                .containsPattern("；花费 0\\.013000 USD；")
                .endsWith("没有写任何文件。下一步：同一命令加上 --out 文件夹，即可得到全部表格和数字。\n");
    }

    @Test
    void programs_are_told_the_same() throws IOException {
        assertThat(terminal.run("judge", "calibrate", run.toString(), "--json", "--judge", "mild", "--bar", "0.5"))
                .as(terminal.err())
                .isZero();

        JsonNode json = JSON.readTree(terminal.out());
        assertThat(json.path("bar").asDouble()).isEqualTo(0.5);
        assertThat(json.path("bar_source").asText()).isEqualTo("from --bar");
        assertThat(json.at("/families/mild/source").asText()).isEqualTo("study.yaml");
        assertThat(json.at("/families/strict").isMissingNode()).isTrue();
        assertThat(json.at("/records/took/0/mean/prompt_tokens").asDouble()).isEqualTo(1000);
        assertThat(json.at("/records/took/0/mean/cost").isMissingNode()).isTrue();
        assertThat(json.at("/records/judgements/0/scored").intValue()).isEqualTo(4);
    }

    @Test
    void a_report_holds_judges_against_the_same_bar_and_tells_the_same_costs() throws IOException {
        assertThat(terminal.run("report", run.toString())).as(terminal.err()).isZero();

        JsonNode calibration =
                JSON.readTree(run.resolve("report/report.json").toFile()).path("calibration");
        assertThat(calibration.path("bar").asDouble()).isEqualTo(0.8);
        assertThat(calibration.at("/costs/strict/cost").asDouble()).isEqualTo(0.052);
        assertThat(calibration.at("/costs/mild").isMissingNode()).isTrue();
    }
}
