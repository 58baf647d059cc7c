package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.TurnFlag;
import org.charactermirror.chat.ScriptedChatModel;
import org.charactermirror.store.AnnotationStore;
import org.charactermirror.store.StudyDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DemoCommandTest {

    @TempDir
    Path folder;

    private final StringWriter stdout = new StringWriter();
    private final StringWriter stderr = new StringWriter();
    private Path out;

    @BeforeEach
    void writeAnInstallation() throws IOException {
        SampleStudy.writeDemo(folder);
        Path samples = folder.resolve("annotations").resolve("demo");
        Files.writeString(samples.resolve("ratings.csv"), """
                study,session,annotator,model,overall,origin
                demo,tiny.lamp.walk.1,s1,tiny,3,synthetic
                demo,tiny.clock.walk.1,s1,tiny,4,synthetic
                """);
        Path pairs = folder.resolve("annotations").resolve("demo-pairwise");
        Files.writeString(pairs.resolve("preferences.csv"), """
                study,session,annotator,model_a,model_b,turn,outcome,origin
                demo-pairwise,tiny~tinier.lamp.walk.1,s1,tiny,tinier,3,win,synthetic
                """);
        out = folder.resolve("demo-run");
    }

    @Test
    void it_goes_from_scenarios_to_a_report_and_names_what_to_open() throws IOException {
        assertThat(demo()).as(stderr.toString()).isEqualTo(ExitCode.DONE);

        Annotations rows = rows();
        assertThat(rows.ratings()).hasSize(2).allMatch(row -> row.origin() == Origin.SYNTHETIC);
        assertThat(rows.turnErrors())
                .hasSize(SampleStudy.TURNS)
                .allMatch(row -> row.origin() == Origin.AUTOMATIC)
                .allMatch(row -> row.subject().annotator().equals("metric-repetition-1"))
                .allMatch(row -> row.flags().keySet().equals(Set.of(TurnFlag.REPETITION)));
        assertThat(out.resolve("report").resolve("index.html")).isRegularFile();
        assertThat(out.resolve("report").resolve("tables").resolve("errors.csv"))
                .isRegularFile();
        List<String> said = stdout.toString().lines().toList();
        assertThat(said.get(0))
                .matches("Rating: 4 of 4 dialogues are complete, 80 turns \\(80 new\\)\\. "
                        + "\\d+ of 80 replies repeat an earlier one \\(metric-repetition-1\\)\\.");
        assertThat(said.get(1))
                .isEqualTo(
                        "Pairwise: 4 of 4 dialogues are complete, 80 turns (80 new). Every message has two replies.");
        assertThat(said.get(2))
                .isEqualTo("Open in a browser:  "
                        + out.resolve("report").resolve("index.html").toAbsolutePath());
        assertThat(said.get(3))
                .isEqualTo("As plain text:      "
                        + out.resolve("report").resolve("report.md").toAbsolutePath());
    }

    @Test
    void doing_it_again_repeats_nothing() throws IOException {
        demo();
        String transcripts = Files.readString(out.resolve("transcripts.jsonl"));
        Annotations before = rows();
        stdout.getBuffer().setLength(0);

        assertThat(demo()).isEqualTo(ExitCode.DONE);

        assertThat(stdout.toString()).startsWith("Rating: 4 of 4 dialogues are complete, 80 turns (0 new).");
        assertThat(Files.readString(out.resolve("transcripts.jsonl"))).isEqualTo(transcripts);
        assertThat(rows().size()).isEqualTo(before.size());
    }

    @Test
    void an_installation_without_samples_is_told_before_anything_is_played() throws IOException {
        Files.delete(folder.resolve("annotations").resolve("demo").resolve("ratings.csv"));
        Files.delete(folder.resolve("annotations").resolve("demo"));
        assertThat(demo()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(stderr)
                .hasToString(folder.resolve("annotations").resolve("demo")
                        + ": no such folder: the installation is incomplete; get the program's files again\n");
        assertThat(out).doesNotExist();
    }

    @Test
    void a_folder_of_annotations_without_a_run_is_refused() throws IOException {
        Path csv = folder.resolve("annotations").resolve("demo").resolve("ratings.csv");
        AnnotationImport.into(out, List.of(csv), false);
        assertThat(demo()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(stderr.toString())
                .endsWith(out + ": holds annotation rows that belong to no run; choose another folder with --out\n");
    }

    private int demo() {
        Installation installation = new Installation(folder, Optional.of(folder));
        CommandLine main = Main.commandLine();
        CommandLine demo = new CommandLine(
                        new DemoCommand(installation, side -> spec -> new ScriptedChatModel("weights")))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(main.getExecutionExceptionHandler());
        demo.setOut(new PrintWriter(stdout, true));
        demo.setErr(new PrintWriter(stderr, true));
        return demo.execute("--out", out.toString());
    }

    private Annotations rows() {
        try (StudyDatabase database = StudyDatabase.open(out.resolve("study.db"))) {
            return new AnnotationStore(database).annotations();
        }
    }
}
