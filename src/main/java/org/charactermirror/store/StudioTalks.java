package org.charactermirror.store;

import java.sql.SQLException;
import org.charactermirror.chat.FailureKind;
import org.charactermirror.session.PairReplies;
import org.charactermirror.session.SessionId;
import org.charactermirror.session.Turn;

/**
 * What comes of people's talking with models. A model may write for minutes, in which the person can withdraw: whatever is kept
 * here is kept only while the dialogue is still the person's, and what that is, is known in the same transaction.
 */
public final class StudioTalks {

    private final StudyDatabase database;

    public StudioTalks(StudyDatabase database) {
        this.database = database;
    }

    /**
     * A dialogue of a participant's.
     *
     * @param code of the assignment
     */
    public record Talk(String participant, String code, SessionId session) {}

    /** Whose a dialogue is that somebody wants to begin. */
    public enum Claim {
        /** Theirs, from now on or since before. */
        THEIRS,
        /** Somebody else has begun it. */
        TAKEN,
        /** It was taken back, or they have withdrawn. */
        GONE
    }

    /** Gives a dialogue to whoever talks in it, unless somebody has it. */
    public Claim claim(Talk talk) {
        return database.tellTogether(statements -> {
            if (!isTheirs(statements, talk)) {
                return Claim.GONE;
            }
            statements.run(
                    "INSERT INTO typed_session (session, annotator) SELECT ?, annotator FROM participant"
                            + " WHERE participant = ? ON CONFLICT (session) DO NOTHING",
                    talk.session().toString(),
                    talk.participant());
            boolean theirs = statements
                    .first(
                            "SELECT 1 FROM typed_session JOIN participant USING (annotator)"
                                    + " WHERE session = ? AND participant = ?",
                            row -> true,
                            talk.session().toString(),
                            talk.participant())
                    .isPresent();
            return theirs ? Claim.THEIRS : Claim.TAKEN;
        });
    }

    /** Keeps a turn; tells whether the dialogue is still theirs. */
    public boolean keepTurn(Talk talk, Turn turn, boolean last) {
        return keep(talk, statements -> SqliteRunStore.insertTurn(statements, talk.session(), turn, last));
    }

    /** Keeps two replies that wait for a choice; tells whether the dialogue is still theirs. */
    public boolean keepWaitingPair(Talk talk, PairReplies replies) {
        return keep(talk, statements -> WaitingPairs.insert(statements, talk.session(), replies));
    }

    /** Keeps why there is no reply; tells whether the dialogue is still theirs. */
    public boolean keepFailure(Talk talk, FailureKind kind, String reason) {
        return keep(talk, statements -> SqliteRunStore.markFailed(statements, talk.session(), kind, reason));
    }

    private boolean keep(Talk talk, Change change) {
        return database.tellTogether(statements -> {
            boolean theirs = isTheirs(statements, talk);
            if (theirs) {
                change.make(statements);
            }
            return theirs;
        });
    }

    private static boolean isTheirs(ReusedStatements statements, Talk talk) throws SQLException {
        return StudioAnswers.isTheirs(statements, talk.participant(), talk.code());
    }
}
