package org.charactermirror.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.charactermirror.store.StudioAssignment.Purpose;
import org.charactermirror.store.StudioAssignment.State;
import org.jdbi.v3.core.Handle;

/**
 * What whoever runs a study does about the people who take part. All of it is noted in the audit in the same transaction, by
 * pseudonym. Who has withdrawn is gone: nothing here finds them.
 */
public final class StudioAdmin {

    /** What the audit calls work that is handed over; its detail names both. */
    static final String REASSIGNED = "reassigned";

    /** Stands between the two. */
    static final String TO = " to ";

    private final StudyDatabase database;

    public StudioAdmin(StudyDatabase database) {
        this.database = database;
    }

    /** Takes an invitation back, and signs the person's browsers out. Returns whether there is such a person. */
    public boolean revoke(String participant) {
        return change(participant, "revoked", "UPDATE participant SET token_hash = NULL WHERE participant = ?", true);
    }

    /**
     * Gives a new invitation in place of the old one, and signs the person's browsers out.
     *
     * @param tokenHash the SHA-256 of the new token, in hexadecimal digits
     * @return whether there is such a person
     */
    public boolean reissue(String participant, String tokenHash) {
        if (!tokenHash.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("no SHA-256");
        }
        return change(
                participant,
                "reissued",
                "UPDATE participant SET token_hash = '" + tokenHash + "' WHERE participant = ?",
                true);
    }

    /** Lets somebody rest: everything stays theirs. Returns whether there is such a person. */
    public boolean pause(String participant) {
        return change(
                participant,
                "paused",
                "UPDATE participant SET paused = ifnull(paused, '" + StudioTime.now() + "') WHERE participant = ?",
                false);
    }

    /** Lets somebody go on who was paused or dropped. Returns whether there is such a person. */
    public boolean resume(String participant) {
        return change(
                participant,
                "resumed",
                "UPDATE participant SET paused = NULL, dropped = NULL WHERE participant = ?",
                false);
    }

    /**
     * Gives somebody no more work: what they have judged stays, and what is not done is free for others. A dialogue that they
     * have begun to play stays with them, since nobody else can go on with it.
     *
     * @param live whether people play the user themselves
     * @return whether there is such a person
     */
    public boolean drop(String participant, boolean live) {
        boolean[] found = {false};
        database.write(handle -> {
            found[0] = change(
                    handle,
                    participant,
                    "dropped",
                    "UPDATE participant SET dropped = ifnull(dropped, '" + StudioTime.now()
                            + "') WHERE participant = ?",
                    false);
            if (found[0]) {
                handle.execute(
                        "UPDATE assignment SET state = 'released', finished = ? WHERE participant = ? AND state IN ('open', ?)",
                        StudioTime.now(),
                        participant,
                        live ? "open" : "begun");
            }
        });
        return found[0];
    }

    /**
     * Gives somebody's open work to somebody else, where it stays when work is given anew; what the other has already is left
     * out, and where people play, dialogues that belong with one that is begun.
     *
     * @return how many dialogues went over
     */
    public int reassign(String from, String to, StudioRules rules) {
        int[] moved = {0};
        database.write(handle -> {
            List<StudioAssignment> open = of(handle, from).stream()
                    .filter(one -> one.state() == State.OPEN && one.purpose() == Purpose.JUDGE)
                    .toList();
            Set<String> kept = keptBlocks(handle, of(handle, from), rules);
            Set<String> theirs = new HashSet<>();
            int position = 0;
            for (StudioAssignment one : of(handle, to)) {
                theirs.add(one.session());
                position = Math.max(position, one.position());
            }
            for (StudioAssignment one : open) {
                if (!theirs.contains(one.session()) && !kept.contains(block(handle, one, rules))) {
                    move(handle, one, to, ++position);
                    moved[0]++;
                }
            }
            if (moved[0] > 0) {
                note(handle, REASSIGNED, pseudonym(handle, from) + TO + pseudonym(handle, to) + ": " + moved[0]);
            }
        });
        return moved[0];
    }

    /** The new one gets a code of its own: the old one is known to whoever had it. */
    private static void move(Handle handle, StudioAssignment one, String to, int position) {
        handle.execute(
                "UPDATE assignment SET state = 'released', finished = ? WHERE code = ?", StudioTime.now(), one.code());
        String code = StudioAssignments.insert(
                handle, to, new StudioAssignments.Given(one.session(), one.purpose()), position);
        handle.execute("UPDATE assignment SET pinned = 1 WHERE code = ?", code);
    }

    private static Set<String> keptBlocks(Handle handle, List<StudioAssignment> all, StudioRules rules) {
        Set<String> kept = new HashSet<>();
        if (rules.live()) {
            all.stream().filter(one -> one.state() != State.OPEN).forEach(one -> kept.add(block(handle, one, rules)));
        }
        return kept;
    }

    private static String block(Handle handle, StudioAssignment one, StudioRules rules) {
        return rules.live()
                ? handle.createQuery("SELECT character || '.' || scenario || '.' || repetition FROM session"
                                + " WHERE session = ?")
                        .bind(0, one.session())
                        .mapTo(String.class)
                        .one()
                : one.session();
    }

    private static List<StudioAssignment> of(Handle handle, String participant) {
        return handle.createQuery("SELECT * FROM assignment WHERE participant = ? AND state <> 'released'"
                        + " ORDER BY position, code")
                .bind(0, participant)
                .map((row, context) -> StudioAssignment.of(row))
                .list();
    }

    private boolean change(String participant, String action, String sql, boolean signOut) {
        boolean[] found = {false};
        database.write(handle -> found[0] = change(handle, participant, action, sql, signOut));
        return found[0];
    }

    private static boolean change(Handle handle, String participant, String action, String sql, boolean signOut) {
        int changed = handle.execute(sql + " AND withdrawn IS NULL", participant);
        if (changed == 0) {
            return false;
        }
        if (signOut) {
            handle.execute("DELETE FROM browser WHERE participant = ?", participant);
        }
        note(handle, action, pseudonym(handle, participant));
        return true;
    }

    private static String pseudonym(Handle handle, String participant) {
        return handle.createQuery("SELECT annotator FROM participant WHERE participant = ?")
                .bind(0, participant)
                .mapTo(String.class)
                .findOne()
                .orElse("");
    }

    private static void note(Handle handle, String action, String detail) {
        handle.execute(
                "INSERT INTO audit (at, who, action, detail) VALUES (?, ?, ?, ?)",
                StudioTime.now(),
                StudioAudit.OWNER,
                action,
                detail);
    }

    /** Returns when each participant's browsers last called, by participant; those who never came are absent. */
    public Map<String, String> lastUsed() {
        Map<String, String> used = new HashMap<>();
        database.read(handle -> new ArrayList<>(handle.createQuery(
                                "SELECT participant, max(used) AS used FROM browser WHERE participant IS NOT NULL"
                                        + " GROUP BY participant UNION ALL SELECT participant, max(at) AS used FROM answer"
                                        + " JOIN assignment USING (code) GROUP BY participant")
                        .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
                        .list()))
                .forEach(entry -> used.merge(
                        entry.getKey(), entry.getValue(), (one, other) -> one.compareTo(other) > 0 ? one : other));
        return used;
    }
}
