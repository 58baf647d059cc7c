package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
