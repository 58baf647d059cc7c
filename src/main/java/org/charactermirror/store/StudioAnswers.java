package org.charactermirror.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Every click of annotators, in order. What a method changes is on the disk when it returns; clicks of many people that come
 * at once are written together.
 */
public final class StudioAnswers {

    /** What a person says to a character is kept among the clicks, so that it is there after a stop. */
    static final String SAID = "say";

    /** Which of two replies is better. */
    private static final String CHOICE = "better";

    /** A choice that the person's own dialogue has gone on from; a later one would say of the turn what was not so. */
    private static final String GONE_ON_FROM = "SELECT 1 FROM assignment JOIN participant USING (participant)"
            + " JOIN typed_session USING (session, annotator) JOIN pair_turn USING (session)";

    private static final String OWN =
            "SELECT state FROM assignment WHERE code = ? AND participant = ? AND state <> 'released'";
    private static final String VALUE =
            "SELECT value FROM answer WHERE code = ? AND turn = ? AND field = ? ORDER BY number DESC LIMIT 1";
    private static final String INSERT =
            "INSERT INTO answer (number, request, code, turn, field, value, before, undoes, at)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String LAST = "SELECT number, turn, field, value, before FROM answer AS click WHERE code = ?"
            + " AND undoes IS NULL AND field <> '" + SAID + "'"
            + " AND NOT EXISTS (SELECT 1 FROM answer WHERE undoes = click.number)"
            + " AND NOT (field = '" + CHOICE + "' AND EXISTS (" + GONE_ON_FROM
            + " WHERE assignment.code = click.code AND pair_turn.turn = click.turn)) ORDER BY number DESC LIMIT 1";
    private static final String NEXT = "SELECT ifnull(max(number), 0) + 1 AS next FROM answer";

    private final StudyDatabase database;

    public StudioAnswers(StudyDatabase database) {
        this.database = database;
    }

    /**
     * An answer.
     *
     * @param request from the browser, so that a click that is sent twice counts once
     * @param turn 0 for the whole dialogue
     * @param value nothing where the answer is taken back
     */
    public record Click(String request, String code, int turn, String field, Optional<String> value) {

        public Click {
            if (request.isBlank() || code.isBlank() || field.isBlank() || turn < 0) {
                throw new IllegalArgumentException("no click: " + request + ", " + code + ", " + turn + ", " + field);
            }
        }
    }

    /** What holds now. */
    public record Held(int turn, String field, Optional<String> value) {}

    /**
     * Keeps a click of a participant.
     *
     * @return its number; the same as before if it was kept already, nothing if the dialogue is none of theirs, or has gone on
     *     from this choice
     */
    public OptionalLong keep(String participant, Click click) {
        return database.tellTogether(statements -> {
            if (!isTheirs(statements, participant, click.code())) {
                return OptionalLong.empty();
            }
            Optional<Long> there = statements.first(
                    "SELECT number FROM answer WHERE code = ? AND request = ?",
                    row -> row.getLong(1),
                    click.code(),
                    click.request());
            if (there.isPresent()) {
                return OptionalLong.of(there.get());
            }
            if (click.field().equals(CHOICE) && hasGoneOn(statements, click)) {
                return OptionalLong.empty();
            }
            @Nullable String before = value(statements, click);
            long number = insert(statements, click, before, null);
            begin(statements, click.code());
            return OptionalLong.of(number);
        });
    }

    /** Tells whether a dialogue is a participant's, and was not taken back. */
    static boolean isTheirs(ReusedStatements statements, String participant, String code) throws SQLException {
        return statements.first(OWN, row -> true, code, participant).isPresent();
    }

    private static boolean hasGoneOn(ReusedStatements statements, Click click) throws SQLException {
        return statements
                .first(
                        GONE_ON_FROM + " WHERE assignment.code = ? AND pair_turn.turn = ?",
                        row -> true,
                        click.code(),
                        click.turn())
                .isPresent();
    }

    private static @Nullable String value(ReusedStatements statements, Click click) throws SQLException {
        return statements
                .first(VALUE, row -> Optional.ofNullable(row.getString(1)), click.code(), click.turn(), click.field())
                .flatMap(value -> value)
                .orElse(null);
    }

    private static long insert(ReusedStatements statements, Click click, @Nullable String before, @Nullable Long undoes)
            throws SQLException {
        long number = statements.first(NEXT, row -> row.getLong(1)).orElseThrow();
        statements.run(
                INSERT,
                number,
                click.request(),
                click.code(),
                click.turn(),
                click.field(),
                click.value().orElse(null),
                before,
                undoes,
                StudioTime.now());
        return number;
    }

    /** What was handed in and is changed again waits to be handed in again. */
    private static void begin(ReusedStatements statements, String code) throws SQLException {
        statements.run(
                "UPDATE assignment SET state = 'begun', finished = NULL WHERE code = ? AND state <> 'begun'", code);
    }

    /** A click that can be taken back. */
    private record Last(
            long number,
            int turn,
            String field,
            @Nullable String value,
            @Nullable String before) {}

    /**
     * Takes the last click back that was not taken back yet; asked again with the same request, nothing more. A choice that the
     * person's own dialogue has gone on from stays.
     *
     * @return what holds then; nothing if there is no such click
     */
    public Optional<Held> undo(String participant, String code, String request) {
        return database.tellTogether(statements -> {
            if (!isTheirs(statements, participant, code)) {
                return Optional.empty();
            }
            Optional<Held> there = statements.first(
                    "SELECT turn, field, value FROM answer WHERE code = ? AND request = ?",
                    row -> new Held(row.getInt(1), row.getString(2), Optional.ofNullable(row.getString(3))),
                    code,
                    request);
            if (there.isPresent()) {
                return there;
            }
            Optional<Last> last = statements.first(
                    LAST,
                    row -> new Last(
                            row.getLong(1), row.getInt(2), row.getString(3), row.getString(4), row.getString(5)),
                    code);
            return last.isPresent() ? Optional.of(undo(statements, code, request, last.get())) : Optional.empty();
        });
    }

    private static Held undo(ReusedStatements statements, String code, String request, Last last) throws SQLException {
        Optional<String> value = Optional.ofNullable(last.before());
        insert(statements, new Click(request, code, last.turn(), last.field(), value), last.value(), last.number());
        begin(statements, code);
        return new Held(last.turn(), last.field(), value);
    }

    /** Returns the answers that hold in a dialogue, by turn and field. */
    public Map<Integer, Map<String, String>> values(String code) {
        Map<Integer, Map<String, String>> values = new TreeMap<>();
        database.readCommitted(statements -> statements.all(
                        "SELECT turn, field, value FROM answer WHERE code = ? AND field <> '" + SAID
                                + "' ORDER BY number",
                        row -> new Held(row.getInt(1), row.getString(2), Optional.ofNullable(row.getString(3))),
                        code))
                .forEach(held -> apply(values, held));
        return values;
    }

    /** Returns the answers that hold about a turn, with the number of the last click on it in the study. */
    static Answered answered(ReusedStatements statements, String code, int turn) throws SQLException {
        Map<Integer, Map<String, String>> values = new TreeMap<>();
        long[] last = {0};
        List<Held> clicks = statements.all(
                "SELECT turn, field, value, number FROM answer WHERE code = ? AND turn = ? AND field <> '" + SAID
                        + "' ORDER BY number",
                row -> {
                    last[0] = row.getLong(4);
                    return new Held(row.getInt(1), row.getString(2), Optional.ofNullable(row.getString(3)));
                },
                code,
                turn);
        clicks.forEach(held -> apply(values, held));
        return new Answered(values.getOrDefault(turn, Map.of()), last[0]);
    }

    /** What was answered about a turn, up to a click. */
    record Answered(Map<String, String> values, long last) {}

    private static void apply(Map<Integer, Map<String, String>> values, Held held) {
        Map<String, String> ofTurn = values.computeIfAbsent(held.turn(), unused -> new TreeMap<>());
        held.value().ifPresentOrElse(value -> ofTurn.put(held.field(), value), () -> ofTurn.remove(held.field()));
    }

    /**
     * What somebody has said to a character.
     *
     * @param turn that it belongs to, from 1
     */
    public record Said(int turn, String text) {}

    /**
     * Keeps what a participant says to a character before a model is asked, so that it is there after a stop.
     *
     * @param next the turn that comes next
     * @return what was said with this request; nothing if the dialogue is none of theirs
     */
    public Optional<Said> say(String participant, String code, String request, int next, String text) {
        return database.tellTogether(statements -> {
            if (!isTheirs(statements, participant, code)) {
                return Optional.empty();
            }
            Optional<Said> before = statements.first(
                    "SELECT turn, value FROM answer WHERE code = ? AND request = ? AND field = '" + SAID + "'",
                    row -> new Said(row.getInt(1), row.getString(2)),
                    code,
                    request);
            if (before.isPresent()) {
                return before;
            }
            insert(statements, new Click(request, code, next, SAID, Optional.of(text)), null, null);
            begin(statements, code);
            return Optional.of(new Said(next, text));
        });
    }

    /** One row, as a person may read what is kept of them. */
    public record Kept(
            String code, int turn, String field, @Nullable String value, String at) {}

    /** Returns every click of a participant, in order, those that were taken back included. */
    public List<Kept> all(String participant) {
        return database.read(handle -> new ArrayList<>(
                handle.createQuery("SELECT code, turn, field, value, at FROM answer JOIN assignment USING (code)"
                                + " WHERE participant = ? ORDER BY number")
                        .bind(0, participant)
                        .map((row, context) -> new Kept(
                                row.getString(1), row.getInt(2), row.getString(3), row.getString(4), row.getString(5)))
                        .list()));
    }
}
