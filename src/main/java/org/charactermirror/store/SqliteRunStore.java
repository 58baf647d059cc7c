package org.charactermirror.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.charactermirror.batch.RunStore;
import org.charactermirror.batch.SessionState;
import org.charactermirror.batch.StudyPlan;
import org.charactermirror.chat.FailureKind;
import org.charactermirror.scenario.Continuation;
import org.charactermirror.session.PairReplies;
import org.charactermirror.session.PairScript;
import org.charactermirror.session.PairTranscript;
import org.charactermirror.session.PairTurn;
import org.charactermirror.session.SessionId;
import org.charactermirror.session.SessionScript;
import org.charactermirror.session.Transcript;
import org.charactermirror.session.Turn;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** A run's plan and turns in the study's database. */
public final class SqliteRunStore implements RunStore {

    private final StudyDatabase database;

    public SqliteRunStore(StudyDatabase database) {
        this.database = database;
    }

    @Override
    public boolean hasPlan() {
        return database.read(handle -> handle.createQuery("SELECT EXISTS (SELECT 1 FROM session)")
                .mapTo(Boolean.class)
                .one());
    }

    @Override
    public void keepPlan(StudyPlan plan, Map<String, String> ingredients) {
        database.write(handle -> {
            insertSessions(handle, plan);
            insertPairs(handle, plan);
            PreparedBatch batch = handle.prepareBatch("INSERT INTO ingredient (name, value) VALUES (?, ?)");
            ingredients.forEach((name, value) -> batch.add(name, value));
            batch.execute();
        });
    }

    private static void insertSessions(Handle handle, StudyPlan plan) {
        PreparedBatch batch = handle.prepareBatch("INSERT INTO session (session, position, model, character, category,"
                + " scenario, topic, repetition, rounds, bot_name, user_name, greeting, state)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'planned')");
        int position = 0;
        for (SessionScript session : plan.scripts()) {
            batch.add(
                    session.id().toString(),
                    position++,
                    session.id().model(),
                    session.id().character(),
                    session.category(),
                    session.id().scenario(),
                    session.topic(),
                    session.id().repetition(),
                    session.rounds(),
                    session.persona().botName(),
                    session.persona().userName(),
                    session.greeting());
        }
        batch.execute();
    }

    private static void insertPairs(Handle handle, StudyPlan plan) {
        PreparedBatch batch =
                handle.prepareBatch("INSERT INTO pair_session (session, model_a, model_b, policy) VALUES (?, ?, ?, ?)");
        for (PairScript pair : plan.pairs()) {
            batch.add(
                    pair.script().id().toString(),
                    pair.modelA(),
                    pair.modelB(),
                    pair.policy().word());
        }
        batch.execute();
    }

    @Override
    public Map<String, String> ingredients() {
        return database.read(handle -> {
            Map<String, String> ingredients = new TreeMap<>();
            handle.createQuery("SELECT name, value FROM ingredient")
                    .map((row, context) -> Map.entry(row.getString("name"), row.getString("value")))
                    .forEach(entry -> ingredients.put(entry.getKey(), entry.getValue()));
            return ingredients;
        });
    }

    @Override
    public Map<String, SessionState> states() {
        return database.read(handle -> {
            Map<String, SessionState> states = new LinkedHashMap<>();
            handle.createQuery("SELECT session, state, failure, reason FROM session ORDER BY position")
                    .map((row, context) -> Map.entry(row.getString("session"), state(row)))
                    .forEach(entry -> states.put(entry.getKey(), entry.getValue()));
            return states;
        });
    }

    private static SessionState state(ResultSet row) throws SQLException {
        return switch (row.getString("state")) {
            case "planned" -> new SessionState.Open();
            case "done" -> new SessionState.Done();
            case "failed" ->
                new SessionState.Failed(FailureKind.ofWord(row.getString("failure")), row.getString("reason"));
            default -> throw new IllegalStateException("unknown state of a session: " + row.getString("state"));
        };
    }

    @Override
    public List<Turn> turns(SessionId session) {
        return database.read(handle -> TurnRows.turns(handle, session.toString()));
    }

    @Override
    public List<PairTurn> pairTurns(SessionId session) {
        return database.read(handle -> PairRows.turns(handle, session.toString()));
    }

    @Override
    public Map<String, Integer> turnCounts() {
        return database.read(handle -> {
            Map<String, Integer> counts = new HashMap<>();
            handle.createQuery("SELECT session, count(*) AS turns FROM turn GROUP BY session"
                            + " UNION ALL SELECT session, count(*) AS turns FROM pair_turn GROUP BY session")
                    .map((row, context) -> Map.entry(row.getString("session"), row.getInt("turns")))
                    .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
            return counts;
        });
    }

    @Override
    public void keepPairTurn(SessionId session, PairTurn turn, boolean last) {
        database.writeTogether(statements -> insertPairTurn(statements, session, turn, last));
    }

    /** Keeps a turn of two models in a transaction; it waits no longer. */
    static void insertPairTurn(ReusedStatements statements, SessionId session, PairTurn turn, boolean last)
            throws SQLException {
        PairRows.insert(statements, session.toString(), turn);
        WaitingPairs.delete(statements, session);
        markPlayed(statements, session, last);
    }

    @Override
    public Optional<PairReplies> waitingPair(SessionId session) {
        return database.read(handle -> WaitingPairs.find(handle, session));
    }

    @Override
    public void keepWaitingPair(SessionId session, PairReplies replies) {
        database.writeTogether(statements -> WaitingPairs.insert(statements, session, replies));
    }

    @Override
    public void keepTurn(SessionId session, Turn turn, boolean last) {
        database.writeTogether(statements -> insertTurn(statements, session, turn, last));
    }

    /** Keeps a turn in a transaction. */
    static void insertTurn(ReusedStatements statements, SessionId session, Turn turn, boolean last)
            throws SQLException {
        TurnRows.insert(statements, session.toString(), turn);
        markPlayed(statements, session, last);
    }

    /** Takes back what is said of an earlier failure, and says that a session is done after its last turn. */
    private static void markPlayed(ReusedStatements statements, SessionId session, boolean last) throws SQLException {
        String state = last ? "done" : "planned";
        statements.run(
                "UPDATE session SET state = ?, failure = '', reason = '' WHERE session = ? AND state <> ?",
                state,
                session.toString(),
                state);
    }

    @Override
    public void keepFailure(SessionId session, FailureKind kind, String reason) {
        database.writeTogether(statements -> markFailed(statements, session, kind, reason));
    }

    /** Keeps a failure in a transaction. */
    static void markFailed(ReusedStatements statements, SessionId session, FailureKind kind, String reason)
            throws SQLException {
        statements.run(
                "UPDATE session SET state = 'failed', failure = ?, reason = ? WHERE session = ?",
                kind.word(),
                reason,
                session.toString());
    }

    @Override
    public void keepPlayed(SessionId session, List<Turn> turns, List<PairTurn> pairTurns, SessionState end) {
        int all = turns.size() + pairTurns.size();
        database.writeTogether(statements -> {
            int kept = 0;
            for (Turn turn : turns) {
                insertTurn(statements, session, turn, ++kept == all && end instanceof SessionState.Done);
            }
            for (PairTurn turn : pairTurns) {
                insertPairTurn(statements, session, turn, ++kept == all && end instanceof SessionState.Done);
            }
            if (end instanceof SessionState.Failed failed) {
                markFailed(statements, session, failed.kind(), failed.reason());
            }
        });
    }

    @Override
    public void keepEvent(String kind, String detail) {
        String time = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        database.write(handle ->
                handle.execute("INSERT INTO event (time, kind, detail) VALUES (?, ?, ?)", time, kind, detail));
    }

    /** Returns all dialogues of single models with the turns played so far, in the order of the plan. */
    public List<Transcript> transcripts() {
        List<Transcript> all = new ArrayList<>();
        database.read(handle -> {
            forEachAlone(handle, all::add);
            return null;
        });
        return all;
    }

    /** Gives every dialogue with the turns played so far, in the order of the plan; one at a time is in memory. */
    public void forEachTranscript(Consumer<Transcript> alone, Consumer<PairTranscript> pairs) {
        database.read(handle -> {
            forEachAlone(handle, alone);
            forEachPair(handle, pairs);
            return null;
        });
    }

    private void forEachAlone(Handle handle, Consumer<Transcript> consumer) {
        String study = study();
        handle.createQuery("SELECT * FROM session WHERE session NOT IN (SELECT session FROM pair_session) ORDER BY"
                        + " position")
                .map((row, context) -> transcript(study, row, TurnRows.turns(handle, row.getString("session"))))
                .forEach(consumer);
    }

    private void forEachPair(Handle handle, Consumer<PairTranscript> consumer) {
        String study = study();
        handle.createQuery("SELECT * FROM session JOIN pair_session USING (session) ORDER BY position")
                .map((row, context) -> {
                    List<PairTurn> turns = PairRows.turns(handle, row.getString("session"));
                    List<Turn> said = turns.stream().map(PairTurn::said).toList();
                    return new PairTranscript(
                            transcript(study, row, said),
                            row.getString("model_a"),
                            row.getString("model_b"),
                            Continuation.ofWord(row.getString("policy")),
                            turns);
                })
                .forEach(consumer);
    }

    private String study() {
        return ingredients().getOrDefault("study", "");
    }

    private static Transcript transcript(String study, ResultSet row, List<Turn> turns) throws SQLException {
        return new Transcript(
                study,
                new SessionId(
                        row.getString("model"),
                        row.getString("character"),
                        row.getString("scenario"),
                        row.getInt("repetition")),
                row.getString("category"),
                row.getString("topic"),
                row.getString("bot_name"),
                row.getString("user_name"),
                row.getString("greeting"),
                turns);
    }

    /** Returns what happened to the run, in order, each as time, kind and detail. */
    public List<Map<String, String>> events() {
        return database.read(handle -> handle.createQuery("SELECT time, kind, detail FROM event ORDER BY number")
                .map((row, context) -> {
                    Map<String, String> event = new LinkedHashMap<>();
                    event.put("time", row.getString("time"));
                    event.put("kind", row.getString("kind"));
                    event.put("detail", row.getString("detail"));
                    return event;
                })
                .list());
    }
}
