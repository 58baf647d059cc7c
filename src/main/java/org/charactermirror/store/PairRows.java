package org.charactermirror.store;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.charactermirror.session.PairSide;
import org.charactermirror.session.PairTurn;
import org.charactermirror.session.Turn;
import org.jdbi.v3.core.Handle;

/** The turns of dialogues of two models, as rows of pair_turn and pair_reply. */
final class PairRows {

    private PairRows() {}

    /**
     * Returns a session's turns in order.
     *
     * @throws org.charactermirror.problem.BadInputException if one is not as it was kept
     */
    static List<PairTurn> turns(Handle handle, String session) {
        List<Turn> a = replies(handle, session, PairSide.A);
        List<Turn> b = replies(handle, session, PairSide.B);
        return handle.createQuery(
                        "SELECT turn, continued, shown_first, checksum FROM pair_turn WHERE session = ? ORDER BY turn")
                .bind(0, session)
                .map((row, context) -> {
                    PairTurn turn = new PairTurn(
                            a.get(row.getInt("turn") - 1),
                            b.get(row.getInt("turn") - 1),
                            PairSide.ofWord(row.getString("continued")),
                            Optional.ofNullable(row.getString("shown_first")).map(PairSide::ofWord));
                    TurnChecksum.require(
                            session, turn.number(), row.getString("checksum"), TurnChecksum.of(session, turn));
                    return turn;
                })
                .list();
    }

    private static List<Turn> replies(Handle handle, String session, PairSide side) {
        return handle.createQuery("SELECT * FROM pair_reply JOIN pair_turn USING (session, turn)"
                        + " LEFT JOIN user_message USING (session, turn)"
                        + " WHERE session = ? AND side = ? ORDER BY turn")
                .bind(0, session)
                .bind(1, side.word())
                .map((row, context) -> TurnRows.turn(row))
                .list();
    }

    /** Adds a turn with both replies. */
    static void insert(ReusedStatements statements, String session, PairTurn turn) throws SQLException {
        statements.run(
                "INSERT INTO pair_turn (session, turn, user, continued, shown_first, checksum)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                session,
                turn.number(),
                turn.user(),
                turn.continued().word(),
                turn.shownFirst().map(PairSide::word).orElse(null),
                TurnChecksum.of(session, turn));
        UserMessageRows.insert(statements, session, turn.number(), turn.source());
        insert(statements, session, PairSide.A, turn.a());
        insert(statements, session, PairSide.B, turn.b());
    }

    private static void insert(ReusedStatements statements, String session, PairSide side, Turn turn)
            throws SQLException {
        statements.run(
                "INSERT INTO pair_reply (session, turn, side, reply, stop_reason, prompt_tokens, cached_tokens,"
                        + " reply_tokens, dropped_messages, seed, seconds) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                session,
                turn.number(),
                side.word(),
                turn.reply(),
                turn.stopReason().name(),
                turn.promptTokens(),
                turn.cachedTokens(),
                turn.replyTokens(),
                turn.droppedMessages(),
                turn.seed(),
                turn.seconds());
    }
}
