package org.charactermirror.store;

import java.util.List;
import java.util.Optional;
import org.charactermirror.problem.BadInputException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes what somebody has given who no longer wants to take part. */
public final class StudioWithdrawal {

    /** Where judgements come from that were made in the studio. */
    public static final String SOURCE = "serve";

    private static final Logger LOG = LoggerFactory.getLogger(StudioWithdrawal.class);

    /** How often the log is waited for, as long each time as for any lock. */
    private static final int ATTEMPTS = 3;

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
        if (found[0]) {
            overwrite();
        }
        return found[0];
    }

    /**
     * Makes the file anew: what was changed while the study ran, such as a comment that was written twice, left its first words in
     * free parts of it. The log is made anew, too, for which nobody may be reading it.
     */
    private void overwrite() {
        // On a connection of its own: one that keeps statements parsed cannot do this.
        try (StudyDatabase beside = StudyDatabase.openAsItIs(database.file())) {
            beside.read(handle -> handle.execute("VACUUM"));
            for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
                int busy = beside.read(handle -> handle.createQuery("PRAGMA wal_checkpoint(TRUNCATE)")
                        .mapTo(Integer.class)
                        .first());
                if (busy == 0) {
                    return;
                }
            }
        } catch (BadInputException | JdbiException e) {
            LOG.debug("{} could not be made anew", database.file(), e);
        }
        // The person is gone all the same, and is to hear so.
        LOG.warn(
                "{}: somebody has withdrawn, but other programs use the file, and free parts of it may still hold what was"
                        + " deleted; end these programs, and the next one who withdraws has them overwritten, too",
                database.file());
    }

    private static void delete(Handle handle, StudioParticipant person) {
        String mine = "(SELECT code FROM assignment WHERE participant = ?)";
        // A click may refer to an earlier one.
        handle.execute("DELETE FROM answer WHERE undoes IS NOT NULL AND code IN " + mine, person.id());
        handle.execute("DELETE FROM answer WHERE code IN " + mine, person.id());
        handle.execute("DELETE FROM submission WHERE code IN " + mine, person.id());
        handle.execute("DELETE FROM assignment WHERE participant = ?", person.id());
        for (String table : List.of("rating", "turn_error", "preference")) {
            // Whatever file a row was completed by: nobody else has the name.
            handle.execute("DELETE FROM " + table + " WHERE annotator = ?", person.annotator());
        }
        deleteDialogues(handle, person.annotator());
        handle.execute("DELETE FROM browser WHERE participant = ?", person.id());
        forgetInAudit(handle, person.annotator());
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

    /** What the person did goes; that others did something about somebody stays, without whom. */
    private static void forgetInAudit(Handle handle, String annotator) {
        handle.execute("DELETE FROM audit WHERE who = ?", annotator);
        handle.execute(
                "UPDATE audit SET detail = '' WHERE detail = ? OR action = '" + StudioAdmin.REASSIGNED
                        + "' AND (instr(detail, ?) = 1 OR instr(detail, ?) > 0)",
                annotator,
                annotator + StudioAdmin.TO,
                StudioAdmin.TO + annotator + ":");
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
