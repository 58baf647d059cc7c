package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.charactermirror.annotation.Dimension;
import org.charactermirror.annotation.TurnFlag;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows out of a study in the layouts of other tools, and into another study. */
class ForeignExportCommandTest {

    private static final String RATINGS = """
            study,session,annotator,model,character,category,topic,consistency,human_likeness,engagement,quality,safety,correctness,overall,comment,origin,用时
            ,s1,王,m,xiang-yu,celebrities,chat,4,,,,,,3,"好，
            但重复",human,41
            ,s1,李,m,xiang-yu,celebrities,chat,,,,2,,,,,synthetic,
            """;
    private static final String ERRORS = """
            study,session,annotator,model,character,category,topic,turn,ooc,contradiction,repetition,less_quality,less_information,proactivity,evidence,comment,origin
            ,s1,王,m,,,,1,0,,,,,,,,human
            ,s1,王,m,,,,2,1,,,,,,“哼”,,human
            """;

    @TempDir
    private Path folder;

    private final Terminal terminal = new Terminal();
    private Path study;
    private Path out;

    @BeforeEach
    void import_rows() throws IOException {
        study = folder.resolve("study");
        out = folder.resolve("out");
        Path ratings = Files.writeString(folder.resolve("ratings.csv"), RATINGS);
        Path errors = Files.writeString(folder.resolve("errors.csv"), ERRORS);
        assertThat(terminal.run("annotate", "import", study.toString(), ratings.toString(), errors.toString()))
                .as(terminal.err())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "label-studio,label_studio.json,",
        "potato,potato_annotations.jsonl,potato_items.jsonl",
        "argilla,argilla_records.json,"
    })
    void rows_come_back_from_each_tool(String format, String file, String items) throws IOException {
        assertThat(terminal.run(
                        "annotate", "export", study.toString(), "--out", out.toString(), "--rows", "--format", format))
                .as(terminal.err())
                .isZero();
        String wrote = out.resolve(file) + (items == null ? "" : ", " + out.resolve(items));
        String next = out.resolve(file) + (items == null ? "" : " --items " + out.resolve(items));
        assertThat(terminal.out())
                .isEqualTo("Wrote 4 rows to " + wrote + ".\nNext: charmirror annotate import DIR " + next + "\n");
        Path again = folder.resolve("again");
        String[] arguments = items == null
                ? new String[] {
                    "annotate", "import", again.toString(), out.resolve(file).toString()
                }
                : new String[] {
                    "annotate",
                    "import",
                    again.toString(),
                    out.resolve(file).toString(),
                    "--items",
                    out.resolve(items).toString()
                };
        assertThat(terminal.run(arguments)).as(terminal.err()).isZero();
        assertThat(Files.readString(again.resolve("annotations/ratings.csv"))).isEqualTo(RATINGS);
        assertThat(Files.readString(again.resolve("annotations/turn_errors.csv")))
                .isEqualTo(ERRORS);
    }

    @Test
    void what_a_tool_cannot_hold_is_told_and_alone_it_is_refused() throws IOException {
        assertThat(terminal.run(
                        "annotate", "export", study.toString(), "--out", out.toString(), "--rows", "--format", "arena"))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err())
                .isEqualTo(study + ": has no judgements that files of arena can hold. Left out, since files of arena"
                        + " cannot hold them: ratings: 2, turn errors: 2.\n");
        assertThat(out).doesNotExist();
        Path battles = Files.writeString(
                folder.resolve("battles.csv"), "annotator,model_a,model_b,outcome,session\n王,m,n,both_bad,p1\n");
        terminal.run("annotate", "import", study.toString(), battles.toString());
        assertThat(terminal.run(
                        "annotate",
                        "export",
                        study.toString(),
                        "--out",
                        out.toString(),
                        "--rows",
                        "--format",
                        "arena",
                        "--json"))
                .isZero();
        assertThat(terminal.out())
                .contains("\"rows\" : 1,", "\"layout\" : \"arena\"", "\"ratings\" : 2", "\"turn errors\" : 2");
        assertThat(Files.readString(out.resolve("arena_battles.json"))).isEqualTo("""
                [
                {"question_id":"p1","model_a":"m","model_b":"n","winner":"tie (bothbad)","judge":"王"}
                ]
                """);
    }

    @Test
    void a_format_is_for_rows_only_and_must_be_known() {
        assertThat(terminal.run("annotate", "export", study.toString(), "--out", out.toString(), "--format", "potato"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).startsWith("--format potato needs --rows.\n");
        assertThat(terminal.run(
                        "annotate", "export", study.toString(), "--out", out.toString(), "--rows", "--format", "xml"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err())
                .startsWith("--format is \"xml\"; expected csv, label-studio, potato, argilla, arena, mt-bench\n");
    }

    @Test
    void tasks_for_label_studio_name_no_model_and_their_answers_are_judgements_of_the_study() throws IOException {
        Path played = folder.resolve("played");
        TwoModelStudy.write(played);
        assertThat(terminal.run(
                        "annotate",
                        "export",
                        played.toString(),
                        "--out",
                        out.toString(),
                        "--annotators",
                        "王",
                        "--kind",
                        "preferences",
                        "--format",
                        "label-studio"))
                .as(terminal.err())
                .isZero();
        assertThat(terminal.out())
                .startsWith("Wrote 1 sheet with 4 rows of preferences each: " + out.resolve("preferences-王.json") + ", "
                        + out.resolve("label_studio.xml") + ".\n");
        String tasks = Files.readString(out.resolve("preferences-王.json"));
        assertThat(tasks).doesNotContain("alpha").doesNotContain("beta").doesNotContain("annotator");
        assertThat(Files.readString(out.resolve("label_studio.xml")))
                .contains("<Text name=\"first_reply\" value=\"$first_reply\"/>")
                .contains("<Choices name=\"better\" toName=\"first_reply\"");
        // The reply of the first model in the study is 甲1 or 甲2; the annotator always prefers it.
        JsonNode list = new ObjectMapper().readTree(tasks);
        assertThat(list).hasSize(4);
        for (JsonNode task : list) {
            boolean first = task.path("data").path("first_reply").asText().startsWith("甲");
            ((ObjectNode) task)
                    .putArray("annotations")
                    .addObject()
                    .put("completed_by", "王")
                    .putArray("result")
                    .addObject()
                    .put("from_name", "better")
                    .put("type", "choices")
                    .putObject("value")
                    .putArray("choices")
                    .add(first ? "first" : "second");
        }
        Path export = Files.writeString(folder.resolve("export.json"), list.toString());
        assertThat(terminal.run("annotate", "import", played.toString(), export.toString()))
                .as(terminal.err())
                .isZero();
        assertThat(terminal.out()).startsWith("export.json (label-studio, filled-in sheet): 4 rows of preferences.\n");
        assertThat(Files.readAllLines(played.resolve("annotations/preferences.csv")).stream()
                        .skip(1))
                .hasSize(4)
                .allSatisfy(row -> assertThat(row).contains(",王,alpha,beta,").contains(",win,"));
    }

    @Test
    void the_setup_asks_for_every_score_and_every_flag() throws IOException {
        Path played = folder.resolve("played");
        TwoModelStudy.write(played);
        for (String kind : List.of("ratings", "turn_errors")) {
            Path to = folder.resolve(kind);
            assertThat(terminal.run(
                            "annotate",
                            "export",
                            played.toString(),
                            "--out",
                            to.toString(),
                            "--annotators",
                            "王,李",
                            "--kind",
                            kind,
                            "--format",
                            "label-studio"))
                    .as(terminal.err())
                    .isZero();
        }
        assertThat(Files.readString(folder.resolve("ratings/label_studio.xml")))
                .contains(Stream.of(Dimension.values())
                        .map(one -> "<Choices name=\"" + one.word() + "\" toName=\"transcript\"")
                        .toList())
                .contains("<Header value=\"整体：总的来说，这段对话怎么样？（1 = 很差，5 = 很好）\"/>");
        assertThat(Files.readString(folder.resolve("turn_errors/label_studio.xml")))
                .contains(Stream.of(TurnFlag.values())
                        .map(one -> "<Choices name=\"" + one.word() + "\" toName=\"reply\"")
                        .toList());
        assertThat(folder.resolve("ratings/ratings-李.json")).isRegularFile();
    }
}
