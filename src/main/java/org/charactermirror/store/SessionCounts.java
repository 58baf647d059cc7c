package org.charactermirror.store;

import java.util.List;

/**
 * How the planned sessions of one model ended.
 *
 * @param planned all of them
 * @param done with all their turns
 * @param failed that could not be played to their end
 * @param replies that are recorded, those of unfinished sessions included
 */
public record SessionCounts(String model, int planned, int done, int failed, int replies) {

    /** Counts the sessions of a study, model by model in the order of the plan; nothing where there is no plan. */
    public static List<SessionCounts> of(StudyDatabase database) {
        return database.read(handle -> handle.createQuery("SELECT model, count(*) AS planned,"
                        + " sum(state = 'done') AS done, sum(state = 'failed') AS failed,"
                        + " sum((SELECT count(*) FROM turn WHERE turn.session = session.session)) AS replies"
                        + " FROM session GROUP BY model ORDER BY min(position)")
                .map((row, context) -> new SessionCounts(
                        row.getString("model"),
                        row.getInt("planned"),
                        row.getInt("done"),
                        row.getInt("failed"),
                        row.getInt("replies")))
                .list());
    }

    /** Returns the reasons of all failed sessions, each after the session's name, in the order of the plan. */
    public static List<String> failures(StudyDatabase database) {
        return database.read(handle -> handle.createQuery(
                        "SELECT session, reason FROM session WHERE state = 'failed' ORDER BY position")
                .map((row, context) -> row.getString("session") + ": " + row.getString("reason"))
                .list());
    }

    /** Returns sessions that neither came to their end nor failed. */
    public int missing() {
        return planned - done - failed;
    }
}
