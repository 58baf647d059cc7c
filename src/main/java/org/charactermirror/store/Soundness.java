package org.charactermirror.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.charactermirror.problem.BadInputException;
import org.jdbi.v3.core.statement.StatementException;

/** What can be found wrong in a study's database: SQLite's own check, rows that refer to nothing, turns that changed. */
final class Soundness {

    private Soundness() {}

    /** Returns what SQLite's own check of the file finds. */
    static List<String> damage(StudyDatabase database) {
        try {
            return strings(database, "PRAGMA integrity_check").stream()
                    .flatMap(String::lines)
                    .filter(line -> !line.equals("ok") && !line.startsWith("***"))
                    .toList();
        } catch (StatementException e) {
            // The question is always the same one: what fails is the description of a table that the file holds.
            return List.of("its tables cannot be read: " + (e.getCause() == null ? e : e.getCause()).getMessage());
        }
    }

    /** Returns how many rows refer to others that are not there. */
    static int danglingRows(StudyDatabase database) {
        return number(database, "SELECT count(*) FROM pragma_foreign_key_check");
    }

    /** Returns the turns that are not as they were kept; none in tables that have no checksums yet. */
    static List<String> changedTurns(StudyDatabase database) {
        boolean checksums =
                number(database, "SELECT count(*) FROM pragma_table_info('pair_turn') WHERE name = 'checksum'") > 0;
        return checksums ? database.read(TurnChecksum::changed) : List.of();
    }

    /**
     * Refuses a database in which anything is wrong; changes nothing in it.
     *
     * @throws BadInputException naming everything that was found
     */
    static void require(Path file) {
        try (StudyDatabase database = StudyDatabase.openReadOnly(file)) {
            List<String> found = new ArrayList<>(damage(database));
            if (found.isEmpty()) {
                int dangling = danglingRows(database);
                if (dangling > 0) {
                    found.add(dangling + " rows refer to others that are not there");
                }
                changedTurns(database).forEach(turn -> found.add(turn + " has changed since it was kept"));
            }
            if (!found.isEmpty()) {
                throw BadInputException.of(file.toString(), "is damaged: " + String.join("; ", found));
            }
        }
    }

    static int number(StudyDatabase database, String sql) {
        return database.read(
                handle -> handle.createQuery(sql).mapTo(Integer.class).one());
    }

    static List<String> strings(StudyDatabase database, String sql) {
        return database.read(
                handle -> handle.createQuery(sql).mapTo(String.class).list());
    }
}
