package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.charactermirror.batch.RunListener;
import org.charactermirror.batch.RunSummary;
import org.charactermirror.chat.ScriptedChatModel;
import org.charactermirror.session.SessionId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyBackupCommandTest {

    @TempDir
    private Path folder;

    private final Terminal terminal = new Terminal();
    private Path study;
    private Path saved;
    private Path backup;
    private Path restored;

    @BeforeEach
    void nameTheFolders() throws IOException {
        SampleStudy.write(folder);
        study = folder.resolve("研究 1");
        saved = folder.resolve("saved");
        backup = saved.resolve("copy.db");
        restored = folder.resolve("restored");
    }

    @Test
    void a_backup_that_was_made_while_the_study_was_played_is_a_moment_of_it_and_can_be_gone_on_with()
            throws IOException, SQLException {
        AtomicInteger turns = new AtomicInteger();
        play(study, new RunListener() {
            @Override
            public void turnCompleted(SessionId session, int turn) {
                if (turns.incrementAndGet() == 30) {
                    run("study", "backup", study.toString(), "--out", backup.toString());
                }
            }
        });
        assertThat(terminal.out())
                .isEqualTo("Wrote " + backup + " and checked it.\nTo have it back: charmirror study restore " + backup
                        + " --out DIR\n");

        run("study", "restore", backup.toString(), "--out", restored.toString());

        int kept = RunFiles.turns(restored);
        assertThat(kept).as("those told, and at most those in flight").isBetween(30, 33);
        assertThat(RunFiles.transcripts(restored)).hasSize(kept);
        assertThat(terminal.out()).contains("Restored 1 study into " + restored + ".\n", "had no study.yaml");
        RunSummary rest = play(restored, RunListener.NONE);
        assertThat(rest.newTurns()).isEqualTo(SampleStudy.TURNS - kept);
        assertThat(RunFiles.transcripts(restored)).isEqualTo(RunFiles.transcripts(study));
        assertThat(RunFiles.integrity(restored)).isEqualTo("ok");
    }

    @Test
    void a_folder_gets_the_studies_inside_and_what_stands_beside_them_and_comes_back_as_it_was() throws IOException {
        play(study, RunListener.NONE);
        play(study.resolve("inside"), RunListener.NONE);
        Path csv = Files.writeString(
                folder.resolve("r.csv"), "session,annotator,model,overall,comment\ntiny.lamp.walk.1,甲,tiny,3,好\n");
        AnnotationImport.into(study, List.of(csv), false);

        run("study", "backup", study.toString(), "--out", saved.toString());
        run("study", "restore", saved.toString(), "--out", restored.toString(), "--json");

        JsonNode outcome = new ObjectMapper().readTree(terminal.out());
        assertThat(outcome.get("format").textValue()).isEqualTo("charmirror.restore/1");
        assertThat(outcome.get("studies").intValue()).isEqualTo(2);
        for (String name : List.of(
                "study.yaml", "run.json", "transcripts.jsonl", "annotations/ratings.csv", "inside/transcripts.jsonl")) {
            assertThat(Files.readString(restored.resolve(name)))
                    .as(name)
                    .isEqualTo(Files.readString(study.resolve(name)));
        }
        assertThat(terminal.run("doctor", restored.toString())).isEqualTo(ExitCode.DONE);
    }

    @Test
    void a_study_inside_is_told_when_only_a_file_is_written() throws IOException {
        play(study, RunListener.NONE);
        play(study.resolve("inside"), RunListener.NONE);
        run("study", "backup", study.toString(), "--out", backup.toString());
        assertThat(terminal.err())
                .isEqualTo("not copied: " + study.resolve("inside")
                        + ", a study of its own; a folder as --out would hold it too\n");
    }

    @Test
    void a_damaged_study_is_not_copied_and_the_damage_is_named() throws Exception {
        play(study, RunListener.NONE);
        change(
                study.resolve("study.db"),
                "UPDATE turn SET reply = '另' WHERE session = 'tiny.lamp.walk.1' AND turn = 3");
        refuse(
                study.resolve("study.db")
                        + ": is damaged: tiny.lamp.walk.1 turn 3 has changed since it was kept; nothing"
                        + " was copied",
                "study",
                "backup",
                study.toString(),
                "--out",
                backup.toString());
        assertThat(saved).isEmptyDirectory();
    }

    @Test
    void a_damaged_backup_is_not_restored() throws Exception {
        play(study, RunListener.NONE);
        run("study", "backup", study.toString(), "--out", backup.toString());
        byte[] bytes = Files.readAllBytes(backup);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        String said = new String("灯，这是第7句".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        // Pages have leftovers in their free space too: whichever of them is the row, it is changed.
        for (int at = text.indexOf(said); at >= 0; at = text.indexOf(said, at + 1)) {
            bytes[at + 15] ^= 1;
        }
        Files.write(backup, bytes);
        assertThat(terminal.run("study", "restore", backup.toString(), "--out", restored.toString()))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err())
                .matches(
                        "\\Q" + backup + "\\E: is damaged: tiny\\.lamp\\.talk\\.1 turn 7 has changed since it was kept;"
                                + " tiny\\.lamp\\.walk\\.1 turn 7 has changed since it was kept\n");
        assertThat(restored).doesNotExist();
    }

    @Test
    void what_is_there_already_is_not_written_over() throws IOException {
        play(study, RunListener.NONE);
        Files.createDirectories(saved);
        Files.writeString(backup, "mine");
        refuse(
                backup + ": is there already; name another file with --out",
                "study",
                "backup",
                study.toString(),
                "--out",
                backup.toString());
        refuse(
                saved + ": is not empty; name a new folder with --out",
                "study",
                "backup",
                study.toString(),
                "--out",
                saved.toString());
        refuse(
                study + ": is not empty; name a new folder with --out",
                "study",
                "restore",
                study.toString(),
                "--out",
                study.toString());
        assertThat(backup).hasContent("mine");
    }

    @Test
    void what_is_no_study_and_what_is_no_backup_is_told() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        refuse(
                empty + ": has no study.db; it is no study's folder",
                "study",
                "backup",
                empty.toString(),
                "--out",
                backup.toString());
        refuse(
                folder.resolve("no.db") + ": no such file or folder; name a backup",
                "study",
                "restore",
                folder.resolve("no.db").toString(),
                "--out",
                restored.toString());
        Path text = Files.writeString(folder.resolve("text.db"), "no database, though of some length");
        assertThat(terminal.run("study", "restore", text.toString(), "--out", restored.toString()))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(restored).doesNotExist();
    }

    private RunSummary play(Path out, RunListener listener) {
        return new StudyRun(SampleStudy.load(folder), spec -> new ScriptedChatModel("weights"), 3)
                .run(out, listener, () -> false);
    }

    private void run(String... arguments) {
        assertThat(terminal.run(arguments)).as(terminal.err()).isEqualTo(ExitCode.DONE);
    }

    private void refuse(String message, String... arguments) {
        assertThat(terminal.run(arguments)).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err()).isEqualTo(message + "\n");
    }

    private static void change(Path file, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
