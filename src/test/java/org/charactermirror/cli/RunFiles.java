package org.charactermirror.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.charactermirror.store.StudyDatabase;

/** What a run left in its folder, read without the program's own code. */
final class RunFiles {

    private RunFiles() {}

    /** The lines of the transcripts without what differs from run to run: the seconds. */
    static List<String> transcripts(Path run) throws IOException {
        return Files.readAllLines(run.resolve("transcripts.jsonl")).stream()
                .map(line -> line.replaceFirst("(,\"user_seconds\":[0-9.E-]+)?,\"seconds\":[0-9.E-]+}$", "}"))
                .toList();
    }

    /** The number of turns that are on the disk, of one model or of a pair; none if there is no record yet. */
    static int turns(Path run) throws SQLException {
        if (query(run, "SELECT count(*) FROM sqlite_schema WHERE name IN ('turn', 'pair_turn')")
                .equals("2")) {
            return Integer.parseInt(
                    query(run, "SELECT (SELECT count(*) FROM turn) + (SELECT count(*) FROM pair_turn)"));
        }
        return 0;
    }

    static String integrity(Path run) throws SQLException {
        return query(run, "PRAGMA integrity_check");
    }

    static String query(Path run, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + run.resolve(StudyDatabase.FILE_NAME));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** Changes a record as no program should, and returns how many rows that were. */
    static int change(Path run, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + run.resolve(StudyDatabase.FILE_NAME));
                Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }
}
