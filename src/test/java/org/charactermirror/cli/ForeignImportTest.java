package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of other tools through {@code annotate import}. */
class ForeignImportTest {

    private static final String TASKS = """
            [{"id":1,"data":{"model":"m","session":"s1"},"annotations":[{"id":2,"completed_by":5,"result":[
               {"from_name":"overall","type":"rating","value":{"rating":4}}]}]},
             {"id":2,"data":{"model_a":"m","model_b":"n","session":"p1"},"annotations":[{"id":3,"completed_by":5,"result":[
               {"from_name":"outcome","type":"choices","value":{"choices":["both_bad"]}}]}]}]
            """;

    @TempDir
    private Path folder;

    private final Terminal terminal = new Terminal();

    @Test
    void one_file_may_bring_rows_of_several_kinds() throws IOException {
        Path file = Files.writeString(folder.resolve("export.json"), TASKS);
        Path study = folder.resolve("study");
        assertThat(terminal.run("annotate", "import", study.toString(), file.toString()))
                .as(terminal.err())
                .isZero();
        assertThat(terminal.out())
                .startsWith("export.json (label-studio): 1 row of ratings.\n"
                        + "export.json (label-studio): 1 row of preferences.\n"
                        + "Imported 2 new rows into " + study);
        assertThat(Files.readString(study.resolve("annotations/preferences.csv")))
                .endsWith("\n,p1,5,m,n,,,,,both_bad,,,human\n");
        assertThat(terminal.run("annotate", "import", study.toString(), file.toString()))
                .isZero();
        assertThat(terminal.out()).contains("Imported 0 new rows into " + study + "; 2 rows skipped as already there");
    }

    @Test
    void a_bad_record_keeps_everything_out_unless_it_is_to_be_skipped() throws IOException {
        Path file = Files.writeString(folder.resolve("export.json"), TASKS.replace("\"rating\":4", "\"rating\":40"));
        Path study = folder.resolve("study");
        assertThat(terminal.run("annotate", "import", study.toString(), file.toString()))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err())
                .isEqualTo(file + ":1: task 1, annotation 2: overall is \"40\"; expected is a whole number from 1 to 5,"
                        + " or nothing where it was not judged\n");
        assertThat(study).doesNotExist();
        assertThat(terminal.run("annotate", "import", "--skip-bad-rows", study.toString(), file.toString()))
                .isZero();
        assertThat(terminal.out())
                .contains("Imported 1 new row into " + study + "; 0 rows skipped as already there, 1"
                        + " row left out as unreadable.");
    }

    @Test
    void a_dry_run_shows_the_tool_the_columns_and_what_is_left_out() throws IOException {
        Path file = Files.writeString(
                folder.resolve("export.json"), TASKS.replace("\"id\":1,", "\"id\":1,\"drafts\":[1],"));
        Path study = folder.resolve("study");
        assertThat(terminal.run("annotate", "import", "--dry-run", study.toString(), file.toString()))
                .isZero();
        assertThat(terminal.out())
                .isEqualTo(file + " (label-studio)\n"
                        + "  ratings, wide form\n"
                        + "  column annotator: read as annotator\n"
                        + "  column model: read as model\n"
                        + "  column overall: read as overall\n"
                        + "  column session: read as session\n"
                        + "  1 row read: 1 new, 0 completing earlier ones, 0 already there, 0 not judged, 0"
                        + " contradicting others, 0 bad\n\n"
                        + file + " (label-studio)\n"
                        + "  preferences, wide form\n"
                        + "  column annotator: read as annotator\n"
                        + "  column model_a: read as model_a\n"
                        + "  column model_b: read as model_b\n"
                        + "  column outcome: read as outcome\n"
                        + "  column session: read as session\n"
                        + "  1 row read: 1 new, 0 completing earlier ones, 0 already there, 0 not judged, 0"
                        + " contradicting others, 0 bad\n"
                        + "  drafts left out: 1\n\n"
                        + "Nothing was written. An import would add 2 rows.\n"
                        + "Next: charmirror annotate import " + study + " " + file + "\n");
        assertThat(study).doesNotExist();
    }

    @Test
    void a_file_whose_tool_cannot_be_told_and_a_tool_that_is_not_known_are_refused() throws IOException {
        Path file = Files.writeString(folder.resolve("export.json"), "[{\"colour\": 1}]");
        Path study = folder.resolve("study");
        assertThat(terminal.run("annotate", "import", study.toString(), file.toString()))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err())
                .isEqualTo(file + ":1: the tool cannot be told by the keys colour; name it with --format"
                        + " label-studio|potato|argilla|arena|mt-bench\n");
        assertThat(terminal.run("annotate", "import", "--format", "excel", study.toString(), file.toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err())
                .startsWith("--format is \"excel\"; expected auto, label-studio, potato, argilla, arena, mt-bench\n");
        assertThat(terminal.run("annotate", "import", "--scale", "5-1", study.toString(), file.toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).contains("\"5-1\" is no scale; expected is one such as 1-5, 1-10 or 1-5,halves");
    }

    @Test
    void scores_of_a_declared_scale_are_reported() throws IOException {
        Path file = Files.writeString(folder.resolve("single.jsonl"), """
                {"question_id": 81, "model": "alpha", "judge": ["gpt-4", "single-v1"], "judgment": "[[8]]", "score": 8, "turn": 1}
                {"question_id": 82, "model": "alpha", "judge": ["gpt-4", "single-v1"], "judgment": "[[9]]", "score": 9, "turn": 1}
                {"question_id": 83, "model": "alpha", "judge": ["gpt-4", "single-v1"], "judgment": "?", "score": -1, "turn": 1}
                """);
        Path study = folder.resolve("study");
        assertThat(terminal.run("annotate", "import", "--scale", "1-10", study.toString(), file.toString()))
                .as(terminal.err())
                .isZero();
        assertThat(terminal.out()).contains("  verdicts unparsable: 1\n");
        assertThat(terminal.run("report", study.toString())).as(terminal.err()).isZero();
        // (8 + 9) / 2
        assertThat(Files.readString(study.resolve("report/tables/ratings.csv"))).contains("\nalpha,8.50,");
    }
}
