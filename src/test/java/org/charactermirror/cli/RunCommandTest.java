package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.charactermirror.problem.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RunCommandTest {

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void a_dry_run_prints_the_plan_and_writes_nothing() {
        Path run = folder.resolve("run");
        assertThat(execute("run", "demo", "--dry-run", "--out", run.toString())).isEqualTo(ExitCode.DONE);
        assertThat(out.toString())
                .startsWith("""
                        Study demo (rating, language zh)
                          model tiny: provider local, path embedded:tiny, precision f32
                          model tinier: provider local, path embedded:tinier, precision f32
                          characters:\s""")
                .endsWith(
                        "models 2 x characters 24 x scenarios 3 x repetitions 1 x rounds 20 = 2,880 replies; seed 7\n");
        assertThat(run).doesNotExist();
    }

    @Test
    void a_dry_run_as_json_counts_the_replies() {
        assertThat(execute("run", "paper-pairwise", "--dry-run", "--json")).isEqualTo(ExitCode.DONE);
        assertThat(out.toString())
                .startsWith("{\"format\":\"charmirror.plan/1\",\"study\":\"paper-pairwise\",\"models\":"
                        + "[\"CharacterGLM-66B\",\"GPT-3.5\",\"MiniMax\",\"GPT-4\",\"CharacterGLM-6B\",\"CharacterGLM-12B\"],"
                        + "\"characters\":24,\"scenarios\":9,\"repetitions\":1,\"rounds\":20,\"replies\":43200,"
                        + "\"at_most\":[{\"model\":\"CharacterGLM-66B\",\"requests\":21600,");
    }

    @Test
    void the_papers_studies_are_refused_with_every_key_that_is_missing() {
        Path run = folder.resolve("run");
        assertThat(execute("run", "paper-pairwise", "--out", run.toString())).isEqualTo(ExitCode.MODEL_UNAVAILABLE);
        assertThat(err.toString()).endsWith("""
                        Nothing was played:
                          CharacterGLM-66B: there is no file keys/zhipu (api_key_file); write the key into it
                          GPT-3.5: there is no file keys/openai (api_key_file); write the key into it
                          MiniMax: there is no file keys/minimax (api_key_file); write the key into it
                          GPT-4: there is no file keys/openai (api_key_file); write the key into it
                          CharacterGLM-12B: there is no file keys/zhipu (api_key_file); write the key into it
                        """);
        assertThat(run).doesNotExist();
    }

    @Test
    void a_folder_with_the_name_of_a_study_does_not_hide_it() throws IOException {
        Files.createDirectories(folder.resolve("demo"));
        assertThat(new Installation(folder, Installation.current().home()).study("demo", new Problems()))
                .hasFileName("demo.yaml");
    }

    @Test
    void an_unknown_study_names_those_that_there_are() {
        assertThat(execute("run", "paper", "--out", "x")).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(err)
                .hasToString(
                        "paper: is neither a file nor a study of the program; there are: demo, demo-pairwise, interview-demo, paper-errors,"
                                + " paper-pairwise, paper-rating, probes\n");
    }

    @Test
    void a_run_needs_a_folder() {
        assertThat(execute("run", "demo")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).startsWith("Missing required option: '--out=DIR'");
    }

    @Test
    void validate_reads_everything_that_ships() {
        assertThat(execute("validate")).isEqualTo(ExitCode.DONE);
        // The paper's 10 annotators cannot share 216 dialogues evenly, and the context of the embedded model is short.
        assertThat(out.toString())
                .contains("warning: annotators is 10, among whom the 216 dialogues of every model")
                .containsPattern(
                        "characters 24 \\(and [0-9]+ in other languages\\), scenarios 12 \\(and [0-9]+ in other"
                                + " languages\\), studies 7: 0 errors, [0-9]+ warnings\n$");
    }

    private int execute(String... arguments) {
        CommandLine commandLine = Main.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }
}
