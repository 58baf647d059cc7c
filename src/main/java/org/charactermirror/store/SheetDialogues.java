package org.charactermirror.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.SheetDialogue;

/**
 * The dialogues of a study that can be judged.
 *
 * @param finished with all their turns, in the order of the plan
 * @param unfinished how many were planned and are not finished, or failed
 */
public record SheetDialogues(List<SheetDialogue> finished, int unfinished) {

    private static final String OF_ONE_MODEL = "SELECT session.*, turn.turn, turn.user, session.model AS model_a,"
            + " NULL AS model_b, turn.reply AS reply_a, NULL AS reply_b, 'a' AS continued"
            + " FROM session JOIN turn USING (session)"
            + " WHERE state = 'done' AND session NOT IN (SELECT session FROM pair_session) ORDER BY position, turn";
    private static final String OF_PAIRS = "SELECT session.*, turn.turn, turn.user, pair.model_a, pair.model_b,"
            + " one.reply AS reply_a, other.reply AS reply_b, turn.continued"
            + " FROM session JOIN pair_session AS pair USING (session) JOIN pair_turn AS turn USING (session)"
            + " JOIN pair_reply AS one ON one.session = turn.session AND one.turn = turn.turn AND one.side = 'a'"
            + " JOIN pair_reply AS other ON other.session = turn.session AND other.turn = turn.turn AND other.side = 'b'"
            + " WHERE state = 'done' ORDER BY position, turn.turn";

    public SheetDialogues {
        finished = List.copyOf(finished);
    }

    /** Reads the dialogues of two models for preferences, those of one for everything else. */
    public static SheetDialogues of(StudyDatabase database, Kind kind) {
        boolean pairs = kind == Kind.PREFERENCES;
        String study = new SqliteRunStore(database).ingredients().getOrDefault("study", "");
        int unfinished = database.read(handle -> handle.createQuery("SELECT count(*) FROM session WHERE state <> 'done'"
                        + " AND (session IN (SELECT session FROM pair_session)) = ?")
                .bind(0, pairs ? 1 : 0)
                .mapTo(Integer.class)
                .one());
        Map<String, SheetDialogue> dialogues = new LinkedHashMap<>();
        database.read(handle -> handle.createQuery(pairs ? OF_PAIRS : OF_ONE_MODEL)
                        .map((row, context) -> dialogue(row, study))
                        .list())
                .forEach(part -> dialogues.merge(part.session(), part, SheetDialogues::joined));
        return new SheetDialogues(List.copyOf(dialogues.values()), unfinished);
    }

    /** Returns a dialogue of the one round that the row has. */
    private static SheetDialogue dialogue(ResultSet row, String study) throws SQLException {
        return new SheetDialogue(
                study,
                row.getString("session"),
                present(row.getString("model_a"), row.getString("model_b")),
                row.getString("character"),
                row.getString("category"),
                row.getString("topic"),
                row.getString("bot_name"),
                row.getString("user_name"),
                row.getString("greeting"),
                List.of(new SheetDialogue.Round(
                        row.getInt("turn"),
                        row.getString("user"),
                        present(row.getString("reply_a"), row.getString("reply_b")),
                        row.getString("continued").equals("a") ? 0 : 1)));
    }

    private static List<String> present(String... values) {
        return Stream.of(values).filter(value -> value != null).toList();
    }

    private static SheetDialogue joined(SheetDialogue start, SheetDialogue next) {
        List<SheetDialogue.Round> rounds = new ArrayList<>(start.rounds());
        rounds.addAll(next.rounds());
        return new SheetDialogue(
                start.study(),
                start.session(),
                start.models(),
                start.character(),
                start.category(),
                start.topic(),
                start.characterName(),
                start.userName(),
                start.greeting(),
                rounds);
    }
}
