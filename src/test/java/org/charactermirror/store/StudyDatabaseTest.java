package org.charactermirror.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.charactermirror.problem.BadInputException;
import org.charactermirror.session.MessageSource;
import org.charactermirror.session.PairTurn;
import org.charactermirror.session.SessionId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyDatabaseTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("study.db");
    }

    @Test
    void what_was_written_is_there_after_opening_again() {
        try (StudyDatabase database = StudyDatabase.open(file)) {
            database.write(handle -> handle.execute("INSERT INTO event (time, kind) VALUES ('now', 'test')"));
        }
        try (StudyDatabase database = StudyDatabase.open(file)) {
            assertThat(count(database)).isEqualTo(1);
            String mode = database.read(handle -> handle.createQuery("PRAGMA journal_mode")
                    .mapTo(String.class)
                    .one());
            int synchronous = database.read(handle -> handle.createQuery("PRAGMA synchronous")
                    .mapTo(Integer.class)
                    .one());
            assertThat(mode).isEqualTo("wal");
            assertThat(synchronous).as("FULL").isEqualTo(2);
        }
    }

    @Test
    void a_failed_write_leaves_nothing() {
        try (StudyDatabase database = StudyDatabase.open(file)) {
            assertThatThrownBy(() -> database.write(handle -> {
                        handle.execute("INSERT INTO event (time, kind) VALUES ('now', 'test')");
                        throw new IOException("no");
                    }))
                    .isInstanceOf(IOException.class);
            assertThat(count(database)).isZero();
        }
    }

    @Test
    void an_older_database_gets_the_later_tables_and_keeps_its_rows() {
        List<Migration> first = Migration.all().subList(0, 1);
        try (StudyDatabase database = StudyDatabase.open(file, first)) {
            database.write(handle -> handle.execute("INSERT INTO event (time, kind) VALUES ('now', 'test')"));
        }
        List<Migration> both = List.of(first.get(0), new Migration(2, "CREATE TABLE later (a TEXT) STRICT;"));
        try (StudyDatabase database = StudyDatabase.open(file, both)) {
            assertThat(count(database)).isEqualTo(1);
            database.write(handle -> handle.execute("INSERT INTO later (a) VALUES ('x')"));
        }
        assertThatThrownBy(() -> StudyDatabase.open(file, first))
                .isInstanceOf(BadInputException.class)
                .hasMessage(file + ": was written by a newer version of charmirror (its tables have version 2, this"
                        + " program knows up to 1); update charmirror");
    }

    @Test
    void dialogues_of_two_models_survive_their_tables_being_made_anew() {
        // The first five versions had no place for what a person sees and chooses.
        try (StudyDatabase database = StudyDatabase.open(file, Migration.all().subList(0, 5))) {
            database.write(handle -> {
                handle.execute("INSERT INTO session VALUES"
                        + " ('x~y.c.s.1', 0, 'x~y', 'c', 'd', 's', 't', 1, 1, 'b', 'u', 'g', 'done', '')");
                handle.execute("INSERT INTO pair_session VALUES ('x~y.c.s.1', 'x', 'y', 'random')");
                handle.execute("INSERT INTO pair_turn VALUES ('x~y.c.s.1', 1, '问', 'b')");
                for (String side : List.of("a", "b")) {
                    handle.execute(
                            "INSERT INTO pair_reply VALUES ('x~y.c.s.1', 1, ?, ?, 'NEWLINE', 5, 0, 2, 0, 11, 0.5)",
                            side,
                            "答" + side);
                }
            });
        }
        try (StudyDatabase database = StudyDatabase.open(file)) {
            PairTurn turn = new SqliteRunStore(database)
                    .pairTurns(new SessionId("x~y", "c", "s", 1))
                    .get(0);
            assertThat(turn.user()).isEqualTo("问");
            assertThat(turn.said().reply()).isEqualTo("答b");
            assertThat(turn.shownFirst()).isEmpty();
            assertThat(turn.source()).isEqualTo(MessageSource.SCRIPT);
            database.write(handle -> handle.execute("UPDATE pair_session SET policy = 'annotator'"));
            assertThatThrownBy(() -> database.write(handle -> handle.execute("DELETE FROM pair_session")))
                    .hasMessageContaining("FOREIGN KEY");
        }
    }

    @Test
    void a_migration_that_fails_changes_nothing() {
        Migration broken = new Migration(1, "CREATE TABLE a (b TEXT); CREATE TABLE a (b TEXT);");
        assertThatThrownBy(() -> StudyDatabase.open(file, List.of(broken))).hasMessageContaining("already exists");
        try (StudyDatabase database = StudyDatabase.open(file)) {
            assertThat(count(database)).isZero();
        }
    }

    @Test
    void a_file_that_is_no_database_is_refused_and_left_alone() throws IOException {
        String text = "This is not a database. ".repeat(100);
        Files.writeString(file, text);
        assertThatThrownBy(() -> StudyDatabase.open(file))
                .isInstanceOf(BadInputException.class)
                .hasMessage(file
                        + ": is not a study's database; choose another folder for the study, or move the file away");
        assertThat(file).hasContent(text);
    }

    @Test
    void another_programs_database_is_refused() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE theirs (a TEXT)");
        }
        assertThatThrownBy(() -> StudyDatabase.open(file))
                .isInstanceOf(BadInputException.class)
                .hasMessage(file + ": is a database of another program; choose another folder for the study");
    }

    @Test
    void a_missing_folder_is_told() {
        Path missing = folder.resolve("nowhere").resolve("study.db");
        assertThatThrownBy(() -> StudyDatabase.open(missing))
                .isInstanceOf(BadInputException.class)
                .hasMessage(missing + ": the folder for the database does not exist");
    }

    @Test
    void a_locked_database_is_told_after_some_waiting() throws SQLException {
        try (StudyDatabase database = StudyDatabase.open(file);
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            assertThatThrownBy(() -> database.write(
                            handle -> handle.execute("INSERT INTO event (time, kind) VALUES ('now', 'test')")))
                    .isInstanceOf(BadInputException.class)
                    .hasMessage(file + ": is locked by another charmirror at work on this study; wait until it ends, or"
                            + " stop it");
        }
    }

    private static int count(StudyDatabase database) {
        return database.read(handle -> handle.createQuery("SELECT count(*) FROM event")
                .mapTo(Integer.class)
                .one());
    }
}
