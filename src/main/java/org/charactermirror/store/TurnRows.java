package org.charactermirror.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.charactermirror.chat.StopReason;
import org.charactermirror.session.Turn;
import org.jdbi.v3.core.Handle;

/** The turns of dialogues of one model, as rows of turn. */
final class TurnRows {

    private TurnRows() {}

    /**
     * Returns a session's turns in order.
     *
     * @throws org.charactermirror.problem.BadInputException if one is not as it was kept
     */
    static List<Turn> turns(Handle handle, String session) {
        return handle.createQuery("SELECT * FROM turn LEFT JOIN user_message USING (session, turn)"
                        + " WHERE session = ? ORDER BY turn")
                .bind(0, session)
                .map((row, context) -> {
                    Turn turn = turn(row);
                    TurnChecksum.require(
                            session, turn.number(), row.getString("checksum"), TurnChecksum.of(session, turn));
                    return turn;
                })
                .list();
    }

    /**
     * Reads a row that has a turn's number, message and where that comes from, and a reply.
     *
     * @throws org.charactermirror.problem.BadInputException if it can be none
     */
    static Turn turn(ResultSet row) throws SQLException {
        return new Turn(
                row.getInt("turn"),
                row.getString("user"),
                UserMessageRows.source(row),
                row.getString("reply"),
                stopReason(row),
                row.getInt("prompt_tokens"),
                row.getInt("reply_tokens"),
                row.getInt("dropped_messages"),
                row.getLong("seed"),
                row.getInt("cached_tokens"),
                row.getDouble("seconds"));
    }

    private static StopReason stopReason(ResultSet row) throws SQLException {
        try {
            return StopReason.valueOf(row.getString("stop_reason"));
        } catch (IllegalArgumentException e) {
            throw TurnChecksum.changed(row.getString("session"), row.getInt("turn"));
        }
    }

    /** Adds a turn. */
    static void insert(ReusedStatements statements, String session, Turn turn) throws SQLException {
        statements.run(
                "INSERT INTO turn (session, turn, user, reply, stop_reason, prompt_tokens, cached_tokens,"
                        + " reply_tokens, dropped_messages, seed, seconds, checksum)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                session,
                turn.number(),
                turn.user(),
                turn.reply(),
                turn.stopReason().name(),
                turn.promptTokens(),
                turn.cachedTokens(),
                turn.replyTokens(),
                turn.droppedMessages(),
                turn.seed(),
                turn.seconds(),
                TurnChecksum.of(session, turn));
        UserMessageRows.insert(statements, session, turn.number(), turn.source());
    }
}
