package org.charactermirror.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.charactermirror.chat.FailureKind;
import org.charactermirror.chat.StopReason;
import org.charactermirror.session.RecordedDialogue;
import org.charactermirror.session.RecordedDialogue.Reply;
import org.charactermirror.session.RecordedDialogue.Round;
import org.jdbi.v3.core.Handle;

/** Reads every planned dialogue of a study with its replies, those of two models on one context included. */
public final class RecordedDialogues {

    private RecordedDialogues() {}

    /** Returns the dialogues in the order of the plan; none where there is no plan. */
    public static List<RecordedDialogue> of(StudyDatabase database) {
        return database.read(handle -> {
            Map<String, List<Round>> rounds = rounds(handle);
            Map<String, List<String>> pairs = pairs(handle);
            return handle.createQuery("SELECT * FROM session ORDER BY position")
                    .map((row, context) -> {
                        String session = row.getString("session");
                        return dialogue(
                                row,
                                pairs.getOrDefault(session, List.of(row.getString("model"))),
                                rounds.getOrDefault(session, List.of()));
                    })
                    .list();
        });
    }

    private static RecordedDialogue dialogue(ResultSet row, List<String> models, List<Round> played)
            throws SQLException {
        return new RecordedDialogue(
                row.getString("session"),
                models,
                row.getString("character"),
                row.getString("category"),
                row.getString("scenario"),
                row.getString("topic"),
                row.getInt("repetition"),
                row.getInt("rounds"),
                row.getString("bot_name"),
                row.getString("user_name"),
                row.getString("greeting"),
                RecordedDialogue.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("reason"),
                played,
                Optional.of(row.getString("failure"))
                        .filter(word -> !word.isEmpty())
                        .map(FailureKind::ofWord));
    }

    private static Map<String, List<String>> pairs(Handle handle) {
        Map<String, List<String>> pairs = new HashMap<>();
        handle.createQuery("SELECT session, model_a, model_b FROM pair_session")
                .map((row, context) -> Map.entry(
                        row.getString("session"), List.of(row.getString("model_a"), row.getString("model_b"))))
                .forEach(pair -> pairs.put(pair.getKey(), pair.getValue()));
        return pairs;
    }

    private static Map<String, List<Round>> rounds(Handle handle) {
        Map<String, List<Round>> rounds = new HashMap<>();
        handle.createQuery("SELECT * FROM turn LEFT JOIN user_message USING (session, turn) ORDER BY session, turn")
                .map((row, context) -> Map.entry(
                        row.getString("session"),
                        new Round(
                                row.getInt("turn"),
                                row.getString("user"),
                                List.of(reply(row, "")),
                                0,
                                UserMessageRows.source(row))))
                .forEach(round -> add(rounds, round));
        handle.createQuery(
                        "SELECT session, turn, user, continued, a.reply AS reply_a, a.stop_reason AS stop_reason_a,"
                                + " a.dropped_messages AS dropped_messages_a, b.reply AS reply_b,"
                                + " b.stop_reason AS stop_reason_b, b.dropped_messages AS dropped_messages_b, user_message.* FROM pair_turn"
                                + " JOIN pair_reply AS a USING (session, turn) JOIN pair_reply AS b USING (session, turn)"
                                + " LEFT JOIN user_message USING (session, turn) WHERE a.side = 'a' AND b.side = 'b' ORDER BY session, turn")
                .map((row, context) -> Map.entry(
                        row.getString("session"),
                        new Round(
                                row.getInt("turn"),
                                row.getString("user"),
                                List.of(reply(row, "_a"), reply(row, "_b")),
                                row.getString("continued").equals("a") ? 0 : 1,
                                UserMessageRows.source(row))))
                .forEach(round -> add(rounds, round));
        return rounds;
    }

    private static void add(Map<String, List<Round>> rounds, Map.Entry<String, Round> round) {
        rounds.computeIfAbsent(round.getKey(), unused -> new ArrayList<>()).add(round.getValue());
    }

    private static Reply reply(ResultSet row, String side) throws SQLException {
        return new Reply(
                row.getString("reply" + side),
                StopReason.valueOf(row.getString("stop_reason" + side)),
                row.getInt("dropped_messages" + side));
    }
}
