package org.charactermirror.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.charactermirror.annotation.assignment.AssignmentItem;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * A dialogue of a study's plan, as far as it decides who judges it.
 *
 * @param models one, or the two of a pair
 * @param finished whether all of it was played
 */
record PlannedDialogue(
        String session,
        List<String> models,
        String character,
        String topic,
        String scenario,
        int repetition,
        boolean finished) {

    /** Reads the dialogues of two models, or those of one, in the order of the plan. */
    static List<PlannedDialogue> all(Handle handle, boolean pairs) {
        return handle.createQuery("SELECT session.*, model_a, model_b FROM session LEFT JOIN pair_session"
                        + " USING (session) WHERE (model_a IS NOT NULL) = ? ORDER BY position")
                .bind(0, pairs ? 1 : 0)
                .map((row, context) -> of(row))
                .list();
    }

    private static PlannedDialogue of(ResultSet row) throws SQLException {
        @Nullable String first = row.getString("model_a");
        return new PlannedDialogue(
                row.getString("session"),
                first == null ? List.of(row.getString("model")) : List.of(first, row.getString("model_b")),
                row.getString("character"),
                row.getString("topic"),
                row.getString("scenario"),
                row.getInt("repetition"),
                row.getString("state").equals("done"));
    }

    /** Returns what stays together where people play: whoever talks with a character in a scenario talks with all models. */
    String block() {
        return character + "." + scenario + "." + repetition;
    }

    AssignmentItem item(boolean live) {
        return live
                ? new AssignmentItem(session, models, character, topic, block())
                : AssignmentItem.alone(session, models, character, topic);
    }
}
