package org.charactermirror.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Objects;

/**
 * A dialogue that somebody is to judge.
 *
 * @param code random; all that annotators get to know of it
 * @param position among the person's, from 1
 */
public record StudioAssignment(
        String code, String participant, String session, Purpose purpose, int position, State state) {

    /** What it is for. */
    public enum Purpose {
        /** To be judged. */
        JUDGE,
        /** The study knows the right answer. */
        GOLD,
        /** An instruction in it says what to answer. */
        ATTENTION;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How far it is. */
    public enum State {
        OPEN,
        BEGUN,
        DONE,
        /** Taken back before it was begun, or with what the person had said of it. */
        RELEASED;

        /** Returns the word in pages and tables. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public StudioAssignment {
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(purpose, "purpose");
        Objects.requireNonNull(state, "state");
        if (code.isBlank() || participant.isBlank() || position < 1) {
            throw new IllegalArgumentException("assignment " + code + " at position " + position);
        }
    }

    static StudioAssignment of(ResultSet row) throws SQLException {
        return new StudioAssignment(
                row.getString("code"),
                row.getString("participant"),
                row.getString("session"),
                Purpose.valueOf(row.getString("purpose").toUpperCase(Locale.ROOT)),
                row.getInt("position"),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)));
    }
}
