package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.charactermirror.batch.RunListener;
import org.charactermirror.chat.ScriptedChatModel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class AnnotateImportCommandTest {

    private static final String RATINGS = "annotator,model,session,overall\np,m,s1,5\np,m,s2,4\n";

    @TempDir
    private Path folder;

    private Path study;
    private Path ratings;
    private final StringWriter stdout = new StringWriter();
    private final StringWriter stderr = new StringWriter();

    @BeforeEach
    void write_rows() throws IOException {
        study = folder.resolve("study");
        ratings = Files.writeString(folder.resolve("my ratings.csv"), RATINGS);
    }

    @Test
    void a_missing_folder_is_made_and_reported_from() throws IOException {
        assertThat(run("annotate", "import", study.toString(), ratings.toString()))
                .isZero();
        assertThat(stdout.toString())
                .isEqualTo("my ratings.csv: 2 rows of ratings.\n"
                        + "Imported 2 new rows into " + study
                        + "; 0 rows skipped as already there, 0 rows left out as unreadable.\n"
                        + "Wrote " + study.resolve("study.db") + ", " + study.resolve("annotations/ratings.csv") + ".\n"
                        + "Next: charmirror report " + study + "\n");
        assertThat(run("report", study.toString())).isZero();
        assertThat(Files.readString(study.resolve("report/tables/ratings.csv"))).contains("m,4.50,");
        // The study's report lies in the study's folder and can be written again.
        assertThat(run("report", study.toString())).isZero();
        assertThat(stderr.toString()).isEmpty();
    }

    @Test
    void rows_that_are_there_already_are_skipped_and_counted() throws IOException {
        run("annotate", "import", study.toString(), ratings.toString());
        Path more = Files.writeString(folder.resolve("more.csv"), RATINGS + "q,m,s1,3\n");
        stdout.getBuffer().setLength(0);
        assertThat(run("annotate", "import", study.toString(), more.toString())).isZero();
        assertThat(stdout.toString())
                .contains("Imported 1 new row into " + study + "; 2 rows skipped as already there, 0 rows left out");
        assertThat(Files.readAllLines(study.resolve("annotations/ratings.csv"))).hasSize(4);
    }

    @Test
    void one_bad_row_in_one_file_keeps_all_files_out_and_the_folder_unmade() throws IOException {
        Path bad = Files.writeString(folder.resolve("bad.csv"), "annotator,model,session,turn,ooc\np,m,s1,1,7\n");
        assertThat(run("annotate", "import", study.toString(), ratings.toString(), bad.toString()))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(stderr.toString())
                .isEqualTo(bad + ":2: ooc is \"7\"; expected is 1 or 0, or nothing where it was not judged\n");
        assertThat(study).doesNotExist();
    }

    @Test
    void an_empty_folder_stays_empty_where_the_import_fails() throws IOException {
        Files.createDirectory(study);
        assertThat(run(
                        "annotate",
                        "import",
                        study.toString(),
                        folder.resolve("none.csv").toString()))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(stderr.toString()).isEqualTo(folder.resolve("none.csv") + ": no such file\n");
        assertThat(study).isEmptyDirectory();
    }

    @Test
    void a_contradiction_with_an_earlier_import_names_both_lines_and_changes_nothing() throws IOException {
        run("annotate", "import", study.toString(), ratings.toString());
        Path other =
                Files.writeString(folder.resolve("other.csv"), "annotator,model,session,overall\nq,m,s1,1\np,m,s2,1\n");
        assertThat(run("annotate", "import", study.toString(), other.toString()))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(stderr.toString())
                .isEqualTo(
                        other + ":3: contradicts " + ratings + ":3, which has the same session s2, annotator p, model"
                                + " m and other values (overall \"4\", here \"1\"); remove one of the two rows\n");
        assertThat(Files.readAllLines(study.resolve("annotations/ratings.csv"))).hasSize(3);
    }

    @Test
    void bad_rows_are_left_out_on_request() throws IOException {
        Path bad = Files.writeString(folder.resolve("bad.csv"), RATINGS + "r,m,s1,9\n");
        assertThat(run("annotate", "import", "--skip-bad-rows", "--json", study.toString(), bad.toString()))
                .isZero();
        assertThat(stderr.toString())
                .isEqualTo("left out: " + bad + ":4: overall is \"9\"; expected is a whole number from 1 to 5, or"
                        + " nothing where it was not judged\n");
        assertThat(stdout.toString()).contains("\"new\" : 2,").contains("\"left_out\" : 1,");
    }

    @Test
    void a_played_study_knows_its_ids_and_its_report_tells_what_was_run() throws IOException {
        SampleStudy.write(folder);
        new StudyRun(SampleStudy.load(folder), spec -> new ScriptedChatModel("weights"), 3)
                .run(study, RunListener.NONE, () -> false);
        assertThat(run("annotate", "import", study.toString(), ratings.toString()))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(stderr.toString())
                .startsWith(ratings + ":2: model is \"m\", which the study does not have; the study's plan has tiny\n");
        assertThat(run("report", study.toString())).isZero();
        assertThat(Files.readString(study.resolve("report/report.md")))
                .contains("No annotations yet")
                .contains("Study small: 1 model, 2 characters, 2 scenarios.\n")
                .contains("| tiny | 4 | 4 | 0 | 0 | 0 | 80 | 0 | ")
                .contains("| Seed | 7 |\n");
        assertThat(Files.readString(study.resolve("report/tables/ratings.csv")))
                .isEqualTo("model,overall,consistency,human_likeness,engagement,quality,safety,correctness\n");
    }

    @Test
    void a_report_never_goes_into_the_study_itself() {
        run("annotate", "import", study.toString(), ratings.toString());
        assertThat(run("report", study.toString(), "--out", study.toString())).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(stderr.toString())
                .isEqualTo(study + ": is the folder that the report is made from; name another folder with --out\n");
        assertThat(run(
                        "report",
                        study.toString(),
                        "--out",
                        study.resolve("annotations").toString()))
                .isEqualTo(ExitCode.BAD_INPUT);
    }

    private int run(String... arguments) {
        CommandLine commandLine = Main.commandLine();
        commandLine.setOut(new PrintWriter(stdout, true));
        commandLine.setErr(new PrintWriter(stderr, true));
        return commandLine.execute(arguments);
    }
}
