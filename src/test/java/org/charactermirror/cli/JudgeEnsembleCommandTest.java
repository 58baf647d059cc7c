package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three judges of four dialogues, one of which says nothing that can be read of the two with Xiang Yu. */
class JudgeEnsembleCommandTest {

    @TempDir
    Path folder;

    private StudyForJudges study;
    private Path out;

    @BeforeEach
    void judge() throws IOException {
        study = new StudyForJudges(folder);
        out = folder.resolve("ensembles");
        study.judges("id: a", "id: b, wording: 2", "id: c, wording: 3");
        assertThat(study.judge("--judge", "a", "--judge", "c"))
                .as(study.terminal().err())
                .isZero();
        study.endpoint()
                .judging(question -> JudgingEndpoint.answer(
                        JudgingEndpoint.text(question, 1).contains("角色名：项羽")
                                ? "四分吧"
                                : JudgingEndpoint.judgement(question),
                        true));
        assertThat(study.judge("--judge", "b")).as(study.terminal().err()).isZero();
    }

    @AfterEach
    void stop() {
        study.close();
    }

    private int ensemble(String... more) {
        List<String> words = new ArrayList<>(
                List.of("judge", "ensemble", study.run().toString(), "--rule", "median", "--out", out.toString()));
        words.addAll(List.of(more));
        return study.terminal().run(words.toArray(String[]::new));
    }

    @Test
    void each_ensemble_gets_a_folder_and_items_that_a_judge_has_no_score_of_are_counted() throws IOException {
        assertThat(ensemble()).as(study.terminal().err()).isEqualTo(ExitCode.DONE);

        assertThat(study.terminal().out()).isEqualTo("""
                        Wrote OUT/all: 2 derived rows of a, b, c; 2 items left out.
                        Wrote OUT/without-a: 2 derived rows of b, c; 2 items left out.
                        Wrote OUT/without-b: 4 derived rows of a, c; 0 items left out.
                        Wrote OUT/without-c: 2 derived rows of a, b; 2 items left out.
                        Next: charmirror report OUT/all
                        """.replace("OUT", out.toString()));
        assertThat(JudgedFiles.cells(out.resolve("without-b/ratings.csv"), "annotator", "origin"))
                .hasSize(4)
                .containsOnly("ensemble-median-without-b judge");
    }

    @Test
    void readers_of_chinese_are_told_in_chinese() {
        assertThat(ensemble("--lang", "zh")).as(study.terminal().err()).isEqualTo(ExitCode.DONE);

        assertThat(study.terminal().out()).isEqualTo("""
                        已写入 OUT/all：由 a、b、c 得出 2 行派生数据，略去 2 条。
                        已写入 OUT/without-a：由 b、c 得出 2 行派生数据，略去 2 条。
                        已写入 OUT/without-b：由 a、c 得出 4 行派生数据，略去 0 条。
                        已写入 OUT/without-c：由 a、b 得出 2 行派生数据，略去 2 条。
                        下一步：charmirror report OUT/all
                        """.replace("OUT", out.toString()));
    }

    @Test
    void programs_are_told_the_same() throws IOException {
        assertThat(ensemble("--judge", "a", "--judge", "b", "--json")).isEqualTo(ExitCode.DONE);

        JsonNode json = new ObjectMapper().readTree(study.terminal().out());
        assertThat(json.path("format").asText()).isEqualTo("charmirror.judge-ensemble/1");
        assertThat(json.path("ensembles").toString())
                .isEqualTo(
                        "{\"all\":{\"name\":\"ensemble-median\",\"judges\":[\"a\",\"b\"],\"rows\":2,\"left_out\":2}}");
    }

    @Test
    void a_folder_that_is_there_and_fewer_than_two_judges_are_refused() throws IOException {
        Files.createDirectory(out);
        assertThat(ensemble()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(study.terminal().err()).isEqualTo(out + ": is there already; name a new folder with --out\n");

        Files.delete(out);
        assertThat(ensemble("--judge", "a")).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(study.terminal().err())
                .isEqualTo(
                        study.run() + ": an ensemble needs two judges with rows, and there is only a; let others judge"
                                + " with charmirror judge " + study.run() + "\n");
        assertThat(out).doesNotExist();
    }
}
