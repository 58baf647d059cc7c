package org.charactermirror.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.charactermirror.scenario.ProbeDimension;
import org.charactermirror.session.MessageSource;
import org.jspecify.annotations.Nullable;

/** Where the user's messages come from, as rows of user_message; a turn without one has a script's message. */
final class UserMessageRows {

    private UserMessageRows() {}

    /** Reads the row of a turn, joined to it if there is one. */
    static MessageSource source(ResultSet row) throws SQLException {
        @Nullable String source = row.getString("source");
        if (source == null) {
            return MessageSource.SCRIPT;
        }
        return switch (source) {
            case "probe" -> new MessageSource.Probe(ProbeDimension.ofWord(row.getString("dimension")));
            case "interviewer" ->
                new MessageSource.Interviewer(
                        row.getInt("user_prompt_tokens"),
                        row.getInt("user_reply_tokens"),
                        row.getInt("user_dropped_messages"),
                        row.getLong("user_seed"),
                        row.getInt("user_attempts"),
                        row.getDouble("user_seconds"));
            case "person" -> new MessageSource.Person();
            default -> throw new IllegalStateException("unknown source of a message: " + source);
        };
    }

    /** Adds a row if the message needs one. */
    static void insert(ReusedStatements statements, String session, int turn, MessageSource source)
            throws SQLException {
        if (source instanceof MessageSource.Probe probe) {
            statements.run(
                    "INSERT INTO user_message (session, turn, source, dimension) VALUES (?, ?, 'probe', ?)",
                    session,
                    turn,
                    probe.dimension().word());
        } else if (source instanceof MessageSource.Person) {
            statements.run("INSERT INTO user_message (session, turn, source) VALUES (?, ?, 'person')", session, turn);
        } else if (source instanceof MessageSource.Interviewer interviewer) {
            statements.run(
                    "INSERT INTO user_message (session, turn, source, user_prompt_tokens, user_reply_tokens,"
                            + " user_dropped_messages, user_seed, user_attempts, user_seconds)"
                            + " VALUES (?, ?, 'interviewer', ?, ?, ?, ?, ?, ?)",
                    session,
                    turn,
                    interviewer.promptTokens(),
                    interviewer.replyTokens(),
                    interviewer.droppedMessages(),
                    interviewer.seed(),
                    interviewer.attempts(),
                    interviewer.seconds());
        }
    }
}
