package org.charactermirror.store;

import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.charactermirror.session.PairTranscript;
import org.charactermirror.session.PairTurn;
import org.charactermirror.session.Transcript;
import org.charactermirror.session.Turn;
import org.charactermirror.session.foreign.ImportedDialogue;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Keeps dialogues that were made elsewhere as a study's plan and turns. */
public final class ImportedDialogues {

    private ImportedDialogues() {}

    /**
     * Keeps all of them or none, in a database that has no plan.
     *
     * @param ingredients what they were made of, by name
     * @param detail of the event that tells of the import
     */
    public static void keep(
            StudyDatabase database,
            List<ImportedDialogue> dialogues,
            List<PairTranscript> pairs,
            Map<String, String> ingredients,
            String detail) {
        String time = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        database.write(handle -> {
            insertSessions(handle, dialogues, pairs);
            insertTurns(handle, dialogues);
            insertPairs(handle, pairs);
            PreparedBatch batch = handle.prepareBatch("INSERT INTO ingredient (name, value) VALUES (?, ?)");
            ingredients.forEach((name, value) -> batch.add(name, value));
            batch.execute();
            handle.execute("INSERT INTO event (time, kind, detail) VALUES (?, 'imported', ?)", time, detail);
        });
    }

    private static void insertSessions(Handle handle, List<ImportedDialogue> dialogues, List<PairTranscript> pairs) {
        PreparedBatch batch = handle.prepareBatch("INSERT INTO session (session, position, model, character, category,"
                + " scenario, topic, repetition, rounds, bot_name, user_name, greeting, state, reason)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        int position = 0;
        for (ImportedDialogue dialogue : dialogues) {
            add(batch, position++, dialogue.transcript(), dialogue.failure());
        }
        for (PairTranscript pair : pairs) {
            add(batch, position++, pair.dialogue(), "");
        }
        if (batch.size() > 0) {
            batch.execute();
        }
    }

    private static void add(PreparedBatch batch, int position, Transcript transcript, String failure) {
        boolean done = failure.isEmpty();
        batch.add(
                transcript.session().toString(),
                position,
                transcript.session().model(),
                transcript.session().character(),
                transcript.category(),
                transcript.session().scenario(),
                transcript.topic(),
                transcript.session().repetition(),
                // The turn that a failed dialogue did not complete was meant to be played.
                transcript.turns().size() + (done ? 0 : 1),
                transcript.botName(),
                transcript.userName(),
                transcript.greeting(),
                done ? "done" : "failed",
                failure);
    }

    private static void insertTurns(Handle handle, List<ImportedDialogue> dialogues) {
        try (ReusedStatements statements = new ReusedStatements(handle.getConnection())) {
            for (ImportedDialogue dialogue : dialogues) {
                for (Turn turn : dialogue.transcript().turns()) {
                    TurnRows.insert(statements, dialogue.transcript().session().toString(), turn);
                }
            }
        } catch (SQLException e) {
            throw new ConnectionException(e);
        }
    }

    private static void insertPairs(Handle handle, List<PairTranscript> pairs) {
        try (ReusedStatements statements = new ReusedStatements(handle.getConnection())) {
            for (PairTranscript pair : pairs) {
                insertPair(handle, statements, pair);
            }
        } catch (SQLException e) {
            throw new ConnectionException(e);
        }
    }

    private static void insertPair(Handle handle, ReusedStatements statements, PairTranscript pair)
            throws SQLException {
        String session = pair.dialogue().session().toString();
        handle.execute(
                "INSERT INTO pair_session (session, model_a, model_b, policy) VALUES (?, ?, ?, ?)",
                session,
                pair.modelA(),
                pair.modelB(),
                pair.policy().word());
        for (PairTurn turn : pair.turns()) {
            PairRows.insert(statements, session, turn);
        }
    }
}
