package org.charactermirror.store;

import java.util.List;

/** Who did what in a studio, in order. */
public final class StudioAudit {

    /** Whoever runs the study. */
    public static final String OWNER = "owner";

    /** Somebody who is not known. */
    public static final String NOBODY = "nobody";

    private final StudyDatabase database;

    public StudioAudit(StudyDatabase database) {
        this.database = database;
    }

    /**
     * Something that was done.
     *
     * @param at such as {@code 2026-01-31T09:30:00Z}
     * @param who an annotator's pseudonym, {@link #OWNER} or {@link #NOBODY}
     */
    public record Entry(long number, String at, String who, String action, String detail) {}

    /**
     * Notes something.
     *
     * @param detail never a token, a judgement or a name
     */
    public void note(String who, String action, String detail) {
        database.writeTogether(statements -> statements.run(
                "INSERT INTO audit (at, who, action, detail) VALUES (?, ?, ?, ?)",
                StudioTime.now(),
                who,
                action,
                detail));
    }

    /** Returns everything, in order. */
    public List<Entry> all() {
        return database.read(
                handle -> handle.createQuery("SELECT number, at, who, action, detail FROM audit ORDER BY number")
                        .map((row, context) -> new Entry(
                                row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5)))
                        .list());
    }
}
