package org.charactermirror.store;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Deletes what somebody has given who no longer wants to take part. */
public final class StudioWithdrawal {

    /** Where judgements come from that were made in the studio. */
    public static final String SOURCE = "serve";

    private final StudyDatabase database;

    public StudioWithdrawal(StudyDatabase database) {
        this.database = database;
    }

    /**
     * Deletes a participant's name, clicks, judgements, sign-ins, and the dialogues that they have played, which can be
     * played by others then; also from the free parts of the file. That they have withdrawn is all that stays.
     *
     * @return whether there was anybody to delete
     */
    public boolean withdraw(String participant) {
        boolean[] found = {false};
        database.read(handle -> handle.execute("PRAGMA secure_delete = ON"));
        database.write(handle -> {
            Optional<StudioParticipant> person = handle.createQuery(
                            "SELECT * FROM participant WHERE participant = ? AND withdrawn IS NULL")
                    .bind(0, participant)
                    .map((row, context) -> StudioParticipant.of(row))
                    .findOne();
            if (person.isPresent()) {
                delete(handle, person.get());
                found[0] = true;
            }
        });
        // What was deleted also stands in the log until it is made anew.
        database.read(handle -> handle.createQuery("PRAGMA wal_checkpoint(TRUNCATE)")
                .mapTo(Integer.class)
                .list());
        return found[0];
    }

    private static void delete(Handle handle, StudioParticipant person) {
        String mine = "(SELECT code FROM assignment WHERE participant = ?)";
        // A click may refer to an earlier one.
        handle.execute("DELETE FROM answer WHERE undoes IS NOT NULL AND code IN " + mine, person.id());
        handle.execute("DELETE FROM answer WHERE code IN " + mine, person.id());
        handle.execute("DELETE FROM submission WHERE code IN " + mine, person.id());
        handle.execute("DELETE FROM assignment WHERE participant = ?", person.id());
        for (String table : List.of("rating", "turn_error", "preference")) {
            handle.execute("DELETE FROM " + table + " WHERE annotator = ? AND file = ?", person.annotator(), SOURCE);
        }
        deleteDialogues(handle, person.annotator());
        handle.execute("DELETE FROM browser WHERE participant = ?", person.id());
        handle.execute("DELETE FROM audit WHERE who = ?", person.annotator());
        handle.execute(
                "UPDATE participant SET name = '', annotator = ?, token_hash = NULL, consented = NULL, consent = NULL,"
                        + " instructed = NULL, qualified = NULL, attempts = 0, withdrawn = ? WHERE participant = ?",
                // It may have been the name.
                StudioParticipants.newPseudonym(handle),
                StudioTime.now(),
                person.id());
        handle.execute("INSERT INTO audit (at, who, action) VALUES (?, 'annotator', 'withdrew')", StudioTime.now());
        AnnotationStore.count(handle);
    }

    private static void deleteDialogues(Handle handle, String annotator) {
        List<String> sessions = handle.createQuery("SELECT session FROM typed_session WHERE annotator = ?")
                .bind(0, annotator)
                .mapTo(String.class)
                .list();
        for (String session : sessions) {
            for (String table : List.of(
                    "waiting_pair",
                    "identity_leak",
                    "adjudication",
                    "user_message",
                    "turn",
                    "pair_reply",
                    "pair_turn",
                    "typed_session")) {
                handle.execute("DELETE FROM " + table + " WHERE session = ?", session);
            }
            handle.execute(
                    "UPDATE session SET state = 'planned', failure = '', reason = '' WHERE session = ?", session);
        }
    }
}
