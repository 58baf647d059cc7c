package org.charactermirror.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.AnnotationCollector;
import org.charactermirror.annotation.Annotations;
import org.charactermirror.annotation.Preference;
import org.charactermirror.annotation.Rating;
import org.charactermirror.annotation.TurnError;
import org.charactermirror.problem.Problems;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** A study's judgements in its database, each row with the file and line that it came from. */
public final class AnnotationStore {

    private final StudyDatabase database;

    public AnnotationStore(StudyDatabase database) {
        this.database = database;
    }

    /** Returns all rows in the order of their arrival. */
    public Annotations annotations() {
        return database.read(AnnotationStore::annotations);
    }

    private static Annotations annotations(Handle handle) {
        return new Annotations(
                handle.createQuery("SELECT * FROM rating ORDER BY number")
                        .map((row, context) -> AnnotationRows.rating(row))
                        .list(),
                handle.createQuery("SELECT * FROM turn_error ORDER BY number")
                        .map((row, context) -> AnnotationRows.turnError(row))
                        .list(),
                handle.createQuery("SELECT * FROM preference ORDER BY number")
                        .map((row, context) -> AnnotationRows.preference(row))
                        .list(),
                0);
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

    /** Returns a number that grows whenever rows are written, by whatever process. */
    public long version() {
        return database.read(AnnotationStore::version);
    }

    private static long version(Handle handle) {
        return handle.createQuery("SELECT ifnull(max(number), 0) FROM event WHERE kind = 'annotated'")
                .mapTo(Long.class)
                .one();
    }

    /**
     * Writes rows as {@link #save} does, unless others were written since.
     *
     * @param version of the rows that these were held against
     * @return whether they were written
     */
    public boolean saveSince(long version, List<? extends Annotation> added, List<? extends Annotation> completed) {
        boolean[] unchanged = new boolean[1];
        database.write(handle -> {
            unchanged[0] = version(handle) == version;
            if (unchanged[0]) {
                save(handle, added, completed);
            }
        });
        return unchanged[0];
    }

    /**
     * Lets nobody write rows while something is made of all of them, such as files beside the database.
     *
     * @throws X if making it does
     */
    public <X extends Exception> void whileNobodyWrites(AnnotationUse<X> use) throws X {
        database.write(handle -> use.of(annotations(handle)));
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
        write(handle, added, columns -> "");
        write(
                handle,
                completed,
                columns -> columns.stream()
                        .map(column -> column + " = excluded." + column)
                        .collect(Collectors.joining(", ", " ON CONFLICT DO UPDATE SET ", "")));
        handle.execute(
                "INSERT INTO event (time, kind, detail) VALUES (?, 'annotated', ?)",
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                added.size()
                        + (added.size() == 1 ? " row" : " rows")
                        + (completed.isEmpty() ? "" : ", " + completed.size() + " completed"));
    }

    private static void write(
            Handle handle, List<? extends Annotation> rows, Function<List<String>, String> whenThere) {
        try (PreparedBatch ratings = batch(handle, "rating", AnnotationRows.RATING_COLUMNS, whenThere);
                PreparedBatch turnErrors = batch(handle, "turn_error", AnnotationRows.TURN_ERROR_COLUMNS, whenThere);
                PreparedBatch preferences = batch(handle, "preference", AnnotationRows.PREFERENCE_COLUMNS, whenThere)) {
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
        }
    }

    private static PreparedBatch batch(
            Handle handle, String table, List<String> columns, Function<List<String>, String> whenThere) {
        String marks = String.join(", ", columns.stream().map(column -> "?").toList());
        return handle.prepareBatch("INSERT INTO " + table + " (" + String.join(", ", columns) + ") VALUES (" + marks
                + ")" + whenThere.apply(columns));
    }
}
