package org.charactermirror.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.charactermirror.scenario.Continuation;
import org.charactermirror.session.SessionId;
import org.jspecify.annotations.Nullable;

/** The dialogues of a study whose plan is kept, for those who judge them. */
public final class StudioDialogues {

    private final StudyDatabase database;

    /** By name, in the order of the plan, which never changes. */
    private final Map<String, StudioDialogue.Plan> plans;

    private final RememberedDialogues finished = new RememberedDialogues();

    public StudioDialogues(StudyDatabase database) {
        this.database = database;
        Map<String, StudioDialogue.Plan> all = new LinkedHashMap<>();
        database.read(handle -> handle.createQuery("SELECT session.*, model_a, model_b, policy FROM session"
                                + " LEFT JOIN pair_session USING (session) ORDER BY position")
                        .map((row, context) -> plan(row))
                        .list())
                .forEach(plan -> all.put(plan.session(), plan));
        this.plans = Collections.unmodifiableMap(all);
    }

    private static StudioDialogue.Plan plan(ResultSet row) throws SQLException {
        @Nullable String policy = row.getString("policy");
        return new StudioDialogue.Plan(
                new SessionId(
                        row.getString("model"),
                        row.getString("character"),
                        row.getString("scenario"),
                        row.getInt("repetition")),
                policy == null
                        ? List.of(row.getString("model"))
                        : List.of(row.getString("model_a"), row.getString("model_b")),
                Optional.ofNullable(policy).map(Continuation::ofWord),
                row.getString("category"),
                row.getString("topic"),
                row.getInt("rounds"),
                row.getString("bot_name"),
                row.getString("user_name"),
                row.getString("greeting"));
    }

    /** Returns the plan by the dialogues' names, in its order. */
    public Map<String, StudioDialogue.Plan> plans() {
        return plans;
    }

    /** Returns the names of the dialogues that are played to their end. */
    public Set<String> finished() {
        return database.read(handle ->
                new TreeSet<>(handle.createQuery("SELECT session FROM session WHERE state = 'done' ORDER BY session")
                        .mapTo(String.class)
                        .list()));
    }

    /**
     * Returns what is known of a dialogue before it is played.
     *
     * @throws IllegalArgumentException if it is not planned
     */
    public StudioDialogue.Plan plan(String session) {
        StudioDialogue.Plan plan = plans.get(session);
        if (plan == null) {
            throw new IllegalArgumentException("no dialogue " + session);
        }
        return plan;
    }

    /**
     * Reads a dialogue. One that is played to its end is remembered, for as long as nobody {@link #forget forgets} it: no turn of it
     * changes any more.
     *
     * @throws IllegalArgumentException if it is not planned
     */
    public StudioDialogue read(String session) {
        Optional<StudioDialogue> remembered = finished.find(session);
        return remembered.orElseGet(() -> {
            long before = finished.forgotten();
            StudioDialogue dialogue = readAnew(session);
            if (dialogue.isFinished()) {
                finished.remember(session, dialogue, before);
            }
            return dialogue;
        });
    }

    /** Forgets what was remembered: somebody has taken dialogues back. */
    public void forget() {
        finished.forget();
    }

    /**
     * Reads a dialogue as it is now, for whoever is not told when somebody takes one back.
     *
     * @throws IllegalArgumentException if it is not planned
     */
    public StudioDialogue readAnew(String session) {
        StudioDialogue.Plan plan = plan(session);
        return database.read(handle -> new StudioDialogue(
                plan,
                plan.isPair() ? List.of() : TurnRows.turns(handle, session),
                plan.isPair() ? PairRows.turns(handle, session) : List.of(),
                plan.isPair() ? WaitingPairs.find(handle, plan.id()) : Optional.empty()));
    }
}
