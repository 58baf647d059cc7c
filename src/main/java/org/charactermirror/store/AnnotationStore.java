package org.charactermirror.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.AnnotationCollector;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.annotation.Origin;
import org.charactermirror.annotation.Preference;
import org.charactermirror.annotation.Rating;
import org.charactermirror.annotation.TurnError;
import org.charactermirror.problem.Problems;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/** A study's judgements in its database, each row with the file and line that it came from. */
public final class AnnotationStore {

    private static final int MANY = 50_000;
    /** In SQLite's notation for 256 MiB. */
    private static final int CACHE_FOR_MANY = -256 * 1024;

    /** Notes that rows were written. */
    static final String COUNT = "UPDATE annotation_version SET version = version + 1";

    private final StudyDatabase database;

    public AnnotationStore(StudyDatabase database) {
        this.database = database;
    }

    /** Returns all rows in the order of their arrival. */
    public Annotations annotations() {
        return database.read(AnnotationStore::annotations);
    }

    private static Annotations annotations(Handle handle) {
        AnnotationRows rows = new AnnotationRows();
        return new Annotations(
                handle.createQuery(select(AnnotationRows.RATING_COLUMNS, "rating"))
                        .map((row, context) -> rows.rating(row))
                        .list(),
                handle.createQuery(select(AnnotationRows.TURN_ERROR_COLUMNS, "turn_error"))
                        .map((row, context) -> rows.turnError(row))
                        .list(),
                handle.createQuery(select(AnnotationRows.PREFERENCE_COLUMNS, "preference"))
                        .map((row, context) -> rows.preference(row))
                        .list(),
                0);
    }

    private static String select(List<String> columns, String table) {
        return "SELECT " + String.join(", ", columns) + " FROM " + table + " ORDER BY number";
    }

    /**
     * Adds those rows that are not there yet and completes others by those that say more, all of them or none.
     *
     * @return how many rows were new
     * @throws org.charactermirror.problem.BadInputException if a row contradicts one that is there, or another new one
     */
    public int merge(List<? extends Annotation> rows) {
        Problems problems = new Problems();
        List<Annotation> added = new ArrayList<>();
        // Read and written in one transaction: another process may bring the same rows.
        database.write(handle -> {
            AnnotationCollector collector = new AnnotationCollector(annotations(handle), problems);
            rows.forEach(collector::add);
            problems.throwIfErrors();
            added.addAll(collector.added());
            save(handle, added, collector.completed());
        });
        return added.size();
    }

    /**
     * Puts an automatic annotator's flags in the place of all that it has given before, so that a check may be done anew.
     *
     * @param annotator a program's name
     * @param rows of this annotator, with different identities
     * @return whether anything changed
     */
    public boolean replace(String annotator, List<TurnError> rows) {
        if (rows.stream()
                .anyMatch(row -> row.origin() != Origin.AUTOMATIC
                        || !row.subject().annotator().equals(annotator))) {
            throw new IllegalArgumentException("rows that are not the automatic ones of " + annotator);
        }
        boolean[] changed = new boolean[1];
        database.write(handle -> {
            List<Object> before = annotations(handle).turnErrors().stream()
                    .filter(row -> row.origin() == Origin.AUTOMATIC
                            && row.subject().annotator().equals(annotator))
                    .map(TurnError::content)
                    .toList();
            changed[0] = !before.equals(rows.stream().map(TurnError::content).toList());
            if (changed[0]) {
                handle.execute(
                        "DELETE FROM turn_error WHERE annotator = ? AND origin = ?",
                        annotator,
                        Origin.AUTOMATIC.word());
                save(handle, rows, List.of());
                count(handle);
            }
        });
        return changed[0];
    }

    /** Returns a number that grows whenever rows are written, by whatever process. */
    public long version() {
        return database.read(AnnotationStore::version);
    }

    private static long version(Handle handle) {
        return handle.createQuery("SELECT version FROM annotation_version")
                .mapTo(Long.class)
                .one();
    }

    /** Notes in a transaction that rows were written in it. */
    static void count(Handle handle) {
        handle.execute(COUNT);
    }

    /**
     * Writes rows as {@link #save} does, unless others were written since.
     *
     * @param version of the rows that these were held against
     * @return the version that they made, or nothing where they were not written
     */
    public OptionalLong saveSince(
            long version, List<? extends Annotation> added, List<? extends Annotation> completed) {
        long[] versions = new long[2];
        database.write(handle -> {
            versions[0] = version(handle);
            if (versions[0] == version) {
                save(handle, added, completed);
                versions[1] = version(handle);
            }
        });
        return versions[0] == version ? OptionalLong.of(versions[1]) : OptionalLong.empty();
    }

    /**
     * Uses all rows while nobody can write others, so that what is made of them holds all that was written before.
     *
     * @param version of the rows that the caller has, which spares reading them again
     * @param rows all rows as of that version
     * @throws X if making it does
     */
    public <X extends Exception> void whileNobodyWrites(long version, Annotations rows, AnnotationUse<X> use) throws X {
        database.write(handle -> use.of(version(handle) == version ? rows : annotations(handle)));
    }

    /** Something that is made of all rows. */
    @FunctionalInterface
    public interface AnnotationUse<X extends Exception> {

        /** Makes it. */
        void of(Annotations rows) throws X;
    }

    /** Adds rows whose identities are not there yet, all in one transaction, and notes the event. */
    public void add(List<? extends Annotation> rows) {
        save(rows, List.of());
    }

    /**
     * Writes rows, all in one transaction, and notes the event.
     *
     * @param added whose identities are not there yet
     * @param completed that take the places of those with their identities
     */
    public void save(List<? extends Annotation> added, List<? extends Annotation> completed) {
        database.write(handle -> save(handle, added, completed));
    }

    private static void save(Handle handle, List<? extends Annotation> added, List<? extends Annotation> completed) {
        if (added.isEmpty() && completed.isEmpty()) {
            return;
        }
        if (added.size() > MANY) {
            // Each row finds its place among all others in an index, which otherwise does not fit into memory.
            handle.execute("PRAGMA cache_size = " + CACHE_FOR_MANY);
        }
        write(handle, added, columns -> "");
        write(handle, completed, AnnotationRows::replace);
        count(handle);
        handle.execute(
                "INSERT INTO event (time, kind, detail) VALUES (?, 'annotated', ?)",
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                added.size()
                        + (added.size() == 1 ? " row" : " rows")
                        + (completed.isEmpty() ? "" : ", " + completed.size() + " completed"));
    }

    /** Writes rows whose identities are not there, in a transaction and in their order. */
    static void insert(Handle handle, List<? extends Annotation> rows) {
        write(handle, rows, columns -> "");
        count(handle);
    }

    /** Writes a row in a transaction; it takes the place of one with its identity. */
    static void replace(ReusedStatements statements, Annotation row) throws SQLException {
        if (row instanceof Rating rating) {
            run(statements, "rating", AnnotationRows.RATING_COLUMNS, AnnotationRows.values(rating));
        } else if (row instanceof TurnError turnError) {
            run(statements, "turn_error", AnnotationRows.TURN_ERROR_COLUMNS, AnnotationRows.values(turnError));
        } else if (row instanceof Preference preference) {
            run(statements, "preference", AnnotationRows.PREFERENCE_COLUMNS, AnnotationRows.values(preference));
        }
        statements.run(COUNT);
    }

    private static void run(ReusedStatements statements, String table, List<String> columns, @Nullable Object[] values)
            throws SQLException {
        statements.run(AnnotationRows.insert(table, columns, AnnotationRows.replace(columns)), values);
    }

    private static void write(
            Handle handle, List<? extends Annotation> rows, Function<List<String>, String> whenThere) {
        try (Batch ratings = batch(handle, "rating", AnnotationRows.RATING_COLUMNS, whenThere);
                Batch turnErrors = batch(handle, "turn_error", AnnotationRows.TURN_ERROR_COLUMNS, whenThere);
                Batch preferences = batch(handle, "preference", AnnotationRows.PREFERENCE_COLUMNS, whenThere)) {
            for (Annotation row : rows) {
                if (row instanceof Rating rating) {
                    ratings.add(AnnotationRows.values(rating));
                } else if (row instanceof TurnError turnError) {
                    turnErrors.add(AnnotationRows.values(turnError));
                } else if (row instanceof Preference preference) {
                    preferences.add(AnnotationRows.values(preference));
                }
            }
            ratings.execute();
            turnErrors.execute();
            preferences.execute();
        } catch (SQLException e) {
            // As the library reports what goes wrong with its own statements.
            throw new UnableToExecuteStatementException(e, null);
        }
    }

    private static Batch batch(
            Handle handle, String table, List<String> columns, Function<List<String>, String> whenThere)
            throws SQLException {
        return new Batch(handle, AnnotationRows.insert(table, columns, whenThere.apply(columns)));
    }

    /** Inserts rows some at a time, so that not all of them wait in memory. */
    private static final class Batch implements AutoCloseable {

        private static final int MOST_WAITING = 1000;

        private final PreparedStatement statement;
        private int waiting;

        Batch(Handle handle, String sql) throws SQLException {
            statement = handle.getConnection().prepareStatement(sql);
        }

        void add(@Nullable Object[] values) throws SQLException {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.addBatch();
            waiting++;
            if (waiting == MOST_WAITING) {
                execute();
            }
        }

        void execute() throws SQLException {
            statement.executeBatch();
            waiting = 0;
        }

        @Override
        public void close() throws SQLException {
            statement.close();
        }
    }
}
