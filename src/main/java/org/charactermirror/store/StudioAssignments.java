package org.charactermirror.store;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.charactermirror.store.StudioAssignment.Purpose;
import org.charactermirror.store.StudioAssignment.State;
import org.jdbi.v3.core.Handle;

/** Who judges which dialogues. */
public final class StudioAssignments {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int CODE_LETTERS = 12;

    private final StudyDatabase database;

    public StudioAssignments(StudyDatabase database) {
        this.database = database;
    }

    /** A dialogue that somebody is to get. */
    public record Given(String session, Purpose purpose) {}

    /** Returns everything that was ever given to anybody and not taken back, by participant and position. */
    public List<StudioAssignment> all() {
        return database.read(StudioAssignments::all);
    }

    private static List<StudioAssignment> all(Handle handle) {
        return handle.createQuery(
                        "SELECT * FROM assignment WHERE state <> 'released' ORDER BY participant, position, code")
                .map((row, context) -> StudioAssignment.of(row))
                .list();
    }

    /** Returns a participant's, in order. */
    public List<StudioAssignment> of(String participant) {
        return database.readCommitted(statements -> statements.all(
                "SELECT * FROM assignment WHERE participant = ? AND state <> 'released' ORDER BY position, code",
                StudioAssignment::of,
                participant));
    }

    /** Finds a participant's by its code; nothing where it was taken back, or is somebody else's. */
    public Optional<StudioAssignment> find(String participant, String code) {
        return database.readCommitted(statements -> statements.first(
                "SELECT * FROM assignment WHERE code = ? AND participant = ? AND state <> 'released'",
                StudioAssignment::of,
                code,
                participant));
    }

    /**
     * Gives work anew: what is begun or done stays where it is, what is not is taken back unless it is wanted still, and the
     * rest comes after in the order wanted.
     *
     * @param wanted by participant, all that they are to have, what is begun or not
     */
    public void arrange(Map<String, List<Given>> wanted) {
        database.write(handle -> arrange(handle, all(handle), wanted));
    }

    /**
     * Gives work anew likewise, unless somebody has begun something since the work was thought out: it may be meant for somebody else
     * now.
     *
     * @param begun codes of all that was begun or done then
     * @return whether it was given
     */
    public boolean arrange(Map<String, List<Given>> wanted, Set<String> begun) {
        boolean[] given = {false};
        database.write(handle -> {
            List<StudioAssignment> all = all(handle);
            given[0] = all.stream().allMatch(one -> one.state() == State.OPEN || begun.contains(one.code()));
            if (given[0]) {
                arrange(handle, all, wanted);
            }
        });
        return given[0];
    }

    private static void arrange(Handle handle, List<StudioAssignment> all, Map<String, List<Given>> wanted) {
        Map<String, List<StudioAssignment>> present = new HashMap<>();
        all.forEach(assignment -> present.computeIfAbsent(assignment.participant(), unused -> new ArrayList<>())
                .add(assignment));
        Set<String> everybody = new HashSet<>(present.keySet());
        everybody.addAll(wanted.keySet());
        for (String participant : everybody) {
            arrange(
                    handle,
                    participant,
                    present.getOrDefault(participant, List.of()),
                    wanted.getOrDefault(participant, List.of()));
        }
    }

    private static void arrange(Handle handle, String participant, List<StudioAssignment> present, List<Given> wanted) {
        Map<Given, StudioAssignment> open = new LinkedHashMap<>();
        Set<Given> kept = new HashSet<>();
        int position = 0;
        for (StudioAssignment assignment : present) {
            Given given = new Given(assignment.session(), assignment.purpose());
            if (assignment.state() == State.OPEN) {
                open.put(given, assignment);
            } else {
                kept.add(given);
                position = Math.max(position, assignment.position());
            }
        }
        for (Given given : wanted) {
            if (!kept.add(given)) {
                continue;
            }
            position++;
            StudioAssignment there = open.remove(given);
            if (there == null) {
                insert(handle, participant, given, position);
            } else if (there.position() != position) {
                handle.execute("UPDATE assignment SET position = ? WHERE code = ?", position, there.code());
            }
        }
        open.values()
                .forEach(taken -> handle.execute(
                        "UPDATE assignment SET state = 'released', finished = ? WHERE code = ?",
                        StudioTime.now(),
                        taken.code()));
    }

    /** Gives somebody a dialogue in a transaction, and returns its code. */
    static String insert(Handle handle, String participant, Given given, int position) {
        String code = RandomLetters.next(RANDOM, CODE_LETTERS);
        handle.execute(
                "INSERT INTO assignment (code, participant, session, purpose, position, state, given)"
                        + " VALUES (?, ?, ?, ?, ?, 'open', ?)",
                code,
                participant,
                given.session(),
                given.purpose().word(),
                position,
                StudioTime.now());
        return code;
    }

    /** Returns how many turns were handed in of each of a participant's, by code; a whole dialogue counts as one. */
    public Map<String, Integer> handedIn(String participant) {
        Map<String, Integer> counts = new TreeMap<>();
        database.readCommitted(statements -> statements.all(
                        "SELECT code, count(*) AS turns FROM submission JOIN assignment USING (code)"
                                + " WHERE participant = ? GROUP BY code",
                        row -> Map.entry(row.getString("code"), row.getInt("turns")),
                        participant))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    /** Returns the seconds that each of a participant's judgements took. */
    public List<Double> seconds(String participant) {
        return database.read(handle -> handle.createQuery("SELECT seconds FROM submission JOIN assignment USING (code)"
                        + " WHERE participant = ? ORDER BY seconds")
                .bind(0, participant)
                .mapTo(Double.class)
                .list());
    }
}
