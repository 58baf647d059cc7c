package org.charactermirror.store;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.charactermirror.annotation.Kind;
import org.charactermirror.table.CsvWriter;

/** What was decided where annotators disagreed; the decisions stand beside the judgements and change none. */
public final class StudioAdjudications {

    private final StudyDatabase database;

    public StudioAdjudications(StudyDatabase database) {
        this.database = database;
    }

    /**
     * What is decided about.
     *
     * @param turn 0 for the whole dialogue
     * @param field a dimension, a flag, or {@code outcome}
     */
    public record About(String session, int turn, Kind kind, String field) {

        public About {
            Objects.requireNonNull(session, "session");
            Objects.requireNonNull(kind, "kind");
            if (turn < 0 || field.isBlank()) {
                throw new IllegalArgumentException("no judgement: turn " + turn + ", " + field);
            }
        }
    }

    /**
     * A decision.
     *
     * @param at such as {@code 2026-01-31T09:30:00Z}
     */
    public record Decision(long number, About about, String value, String reason, String at) {}

    /** Keeps a decision; of several about the same, the last one holds. */
    public void decide(About about, String value, String reason) {
        database.write(handle -> {
            handle.execute(
                    "INSERT INTO adjudication (session, turn, kind, field, value, reason, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
                    about.session(),
                    about.turn(),
                    about.kind().name().toLowerCase(Locale.ROOT),
                    about.field(),
                    value,
                    reason,
                    StudioTime.now());
            handle.execute(
                    "INSERT INTO audit (at, who, action, detail) VALUES (?, ?, 'adjudicated', ?)",
                    StudioTime.now(),
                    StudioAudit.OWNER,
                    about.session() + " turn " + about.turn() + " " + about.field());
        });
    }

    /** Returns all decisions, in order. */
    public List<Decision> all() {
        return database.read(handle -> handle.createQuery("SELECT number, session, turn, kind, field, value, reason, at"
                        + " FROM adjudication ORDER BY number")
                .map((row, context) -> new Decision(
                        row.getLong("number"),
                        new About(
                                row.getString("session"),
                                row.getInt("turn"),
                                Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                                row.getString("field")),
                        row.getString("value"),
                        row.getString("reason"),
                        row.getString("at")))
                .list());
    }

    /** Returns decisions as a file for spreadsheets, in the given order. */
    public static String csv(List<Decision> decisions) {
        CsvWriter csv = CsvWriter.forSpreadsheets(List.of("session", "turn", "kind", "field", "value", "reason", "at"));
        for (Decision one : decisions) {
            csv.row(List.of(
                    one.about().session(),
                    one.about().turn() == 0 ? "" : Integer.toString(one.about().turn()),
                    one.about().kind().name().toLowerCase(Locale.ROOT),
                    one.about().field(),
                    one.value(),
                    one.reason(),
                    one.at()));
        }
        return csv.toString();
    }
}
