package org.charactermirror.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.chat.StopReason;
import org.charactermirror.session.MessageSource;
import org.charactermirror.session.PairReplies;
import org.charactermirror.session.SessionId;
import org.charactermirror.session.Turn;
import org.jdbi.v3.core.Handle;

/** Pairs of replies that wait for a person's choice, as rows of waiting_pair. */
final class WaitingPairs {

    private static final ObjectMapper JSON = new ObjectMapper();

    private WaitingPairs() {}

    /** Finds what waits in a dialogue. */
    static Optional<PairReplies> find(Handle handle, SessionId session) {
        return handle.createQuery("SELECT pair FROM waiting_pair WHERE session = ?")
                .bind(0, session.toString())
                .mapTo(String.class)
                .findOne()
                .map(WaitingPairs::read);
    }

    /** Keeps what waits; it takes the place of what waited before. */
    static void insert(ReusedStatements statements, SessionId session, PairReplies replies) throws SQLException {
        statements.run(
                "INSERT INTO waiting_pair (session, pair) VALUES (?, ?)"
                        + " ON CONFLICT (session) DO UPDATE SET pair = excluded.pair",
                session.toString(),
                written(replies));
    }

    /** Forgets what waits. */
    static void delete(ReusedStatements statements, SessionId session) throws SQLException {
        statements.run("DELETE FROM waiting_pair WHERE session = ?", session.toString());
    }

    private static String written(PairReplies replies) {
        if (!(replies.a().source() instanceof MessageSource.Person)) {
            throw new IllegalArgumentException("only what a person said waits for a person's choice");
        }
        Map<String, Object> pair = new LinkedHashMap<>();
        pair.put("turn", replies.number());
        pair.put("user", replies.user());
        pair.put("a", reply(replies.a()));
        pair.put("b", reply(replies.b()));
        try {
            return JSON.writeValueAsString(pair);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of plain values can always be written", e);
        }
    }

    private static Map<String, Object> reply(Turn turn) {
        Map<String, Object> reply = new LinkedHashMap<>();
        reply.put("reply", turn.reply());
        reply.put("stop_reason", turn.stopReason().name());
        reply.put("prompt_tokens", turn.promptTokens());
        reply.put("reply_tokens", turn.replyTokens());
        reply.put("dropped_messages", turn.droppedMessages());
        reply.put("seed", turn.seed());
        reply.put("cached_tokens", turn.cachedTokens());
        reply.put("seconds", turn.seconds());
        return reply;
    }

    private record Kept(int turn, String user, Reply a, Reply b) {}

    private record Reply(
            String reply,
            StopReason stop_reason,
            int prompt_tokens,
            int reply_tokens,
            int dropped_messages,
            long seed,
            int cached_tokens,
            double seconds) {

        Turn turn(int number, String user) {
            return new Turn(
                    number,
                    user,
                    new MessageSource.Person(),
                    reply,
                    stop_reason,
                    prompt_tokens,
                    reply_tokens,
                    dropped_messages,
                    seed,
                    cached_tokens,
                    seconds);
        }
    }

    private static PairReplies read(String pair) {
        try {
            Kept kept = JSON.readValue(pair, Kept.class);
            return new PairReplies(
                    kept.a().turn(kept.turn(), kept.user()), kept.b().turn(kept.turn(), kept.user()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a pair of replies that waits cannot be read: " + pair, e);
        }
    }
}
