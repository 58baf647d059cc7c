package org.charactermirror.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.charactermirror.document.Sha256;
import org.charactermirror.problem.BadInputException;
import org.charactermirror.session.PairTurn;
import org.charactermirror.session.Turn;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What tells that a round is still as it was kept: the SHA-256 of its session, its number and all that it holds. */
final class TurnChecksum {

    /** What is kept of a reply. */
    private static final List<String> COLUMNS = List.of(
            "reply",
            "stop_reason",
            "prompt_tokens",
            "cached_tokens",
            "reply_tokens",
            "dropped_messages",
            "seed",
            "seconds");

    private TurnChecksum() {}

    /** Returns the checksum of a round with one reply, in hexadecimal digits. */
    static String of(String session, Turn turn) {
        return Sha256.hex(joined(session, turn.number(), turn.user(), reply(turn)));
    }

    /** Returns the checksum of a round with two replies, in hexadecimal digits. */
    static String of(String session, PairTurn turn) {
        return Sha256.hex(
                joined(session, turn.number(), turn.user(), turn.continued().word(), reply(turn.a()), reply(turn.b())));
    }

    /**
     * Refuses a round that is not as it was kept.
     *
     * @param kept its checksum from then; null if there was none yet
     * @throws BadInputException naming the session and the turn
     */
    static void require(String session, int turn, @Nullable String kept, String now) {
        if (kept != null && !kept.equals(now)) {
            throw changed(session, turn);
        }
    }

    /** Returns what is to be said of a round that is not as it was kept. */
    static BadInputException changed(String session, int turn) {
        return BadInputException.of(
                session + " turn " + turn,
                "has changed in the database since it was kept; restore the study from a backup, or start it again in"
                        + " another folder");
    }

    /** Returns the rounds that are not as they were kept, such as {@code tiny.li-bai.chat-1.1 turn 3}. */
    static List<String> changed(Handle handle) {
        List<String> changed = new ArrayList<>();
        handle.createQuery("SELECT * FROM turn WHERE checksum IS NOT NULL ORDER BY session, turn")
                .map((row, context) -> found(
                        row,
                        joined(row.getString("session"), row.getInt("turn"), row.getString("user"), reply(row, ""))))
                .forEach(changed::addAll);
        handle.createQuery("SELECT * FROM pair_turn LEFT JOIN " + side("a") + " USING (session, turn) LEFT JOIN "
                        + side("b") + " USING (session, turn) WHERE checksum IS NOT NULL ORDER BY session, turn")
                .map((row, context) -> found(
                        row,
                        joined(
                                row.getString("session"),
                                row.getInt("turn"),
                                row.getString("user"),
                                row.getString("continued"),
                                reply(row, "_a"),
                                reply(row, "_b"))))
                .forEach(changed::addAll);
        return changed;
    }

    private static List<String> found(ResultSet row, String now) throws SQLException {
        return Sha256.hex(now).equals(row.getString("checksum"))
                ? List.of()
                : List.of(row.getString("session") + " turn " + row.getInt("turn"));
    }

    /** One reply of each pair, its columns named after its side. */
    private static String side(String side) {
        String columns = COLUMNS.stream()
                .map(column -> column + " AS " + column + "_" + side)
                .collect(Collectors.joining(", "));
        return "(SELECT session, turn, " + columns + " FROM pair_reply WHERE side = '" + side + "')";
    }

    private static String reply(Turn turn) {
        return joined(
                turn.reply(),
                turn.stopReason().name(),
                turn.promptTokens(),
                turn.cachedTokens(),
                turn.replyTokens(),
                turn.droppedMessages(),
                turn.seed(),
                turn.seconds());
    }

    /** The same as it stands in the database, whether or not it can be read as a turn. */
    private static String reply(ResultSet row, String side) throws SQLException {
        return joined(
                row.getString("reply" + side),
                row.getString("stop_reason" + side),
                row.getLong("prompt_tokens" + side),
                row.getLong("cached_tokens" + side),
                row.getLong("reply_tokens" + side),
                row.getLong("dropped_messages" + side),
                row.getLong("seed" + side),
                row.getDouble("seconds" + side));
    }

    /** Lengths in front, so that no two lists of values are joined to the same text. */
    private static String joined(@Nullable Object... values) {
        return Arrays.stream(values)
                .map(String::valueOf)
                .map(text -> text.length() + ":" + text)
                .collect(Collectors.joining(","));
    }
}
