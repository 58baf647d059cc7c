package org.charactermirror.store;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.session.PairTurn;
import org.charactermirror.session.SessionId;

/** What annotators hand in: the judgement is written among the study's others in the same transaction. */
public final class StudioSubmissions {

    /** The turns of a dialogue that were handed in, without those that were changed since. */
    private static final String UNCHANGED = "SELECT turn FROM submission WHERE code = ? AND answer >="
            + " (SELECT ifnull(max(number), 0) FROM answer WHERE answer.code = submission.code"
            + " AND answer.turn = submission.turn AND field <> '" + StudioAnswers.SAID + "') ORDER BY turn";

    private final StudyDatabase database;

    public StudioSubmissions(StudyDatabase database) {
        this.database = database;
    }

    /**
     * Something to hand in.
     *
     * @param turn 0 for the whole dialogue
     * @param seconds with the page in view, since it was handed in last
     * @param turns that are to be handed in until the dialogue is done
     * @param turnsExist whether all of these turns can be judged by now, so that the dialogue is done after the last one
     */
    public record HandIn(
            String participant, String code, int turn, double seconds, Set<Integer> turns, boolean turnsExist) {

        public HandIn {
            turns = Set.copyOf(turns);
            if (turn < 0 || !(seconds >= 0) || !turns.contains(turn)) {
                throw new IllegalArgumentException("turn " + turn + " of " + turns + " after " + seconds + " s");
            }
        }
    }

    /**
     * A turn of two models that is kept together with the choice that decides it.
     *
     * @param last whether it is the dialogue's last one
     */
    public record DecidedTurn(SessionId session, PairTurn turn, boolean last) {}

    /** Makes a judgement of answers. */
    @FunctionalInterface
    public interface Judge {

        /**
         * Makes it; it may be asked again.
         *
         * @param answers that hold when it is written, by field
         * @param seconds that it took, earlier times at the same included
         */
        Judged of(Map<String, String> answers, double seconds);
    }

    /** What is made of answers. */
    public sealed interface Judged {

        /**
         * A judgement.
         *
         * @param row nothing where it is kept out of the study's judgements
         * @param decided a turn that is to be kept with it
         */
        record Complete(Optional<Annotation> row, Optional<DecidedTurn> decided) implements Judged {}

        /**
         * Something was not answered.
         *
         * @param fields at least one
         */
        record Incomplete(List<String> fields) implements Judged {

            public Incomplete {
                fields = List.copyOf(fields);
            }
        }
    }

    /** How it went. */
    public sealed interface Outcome {

        /**
         * It is kept.
         *
         * @param itemDone whether the dialogue is done
         */
        record HandedIn(boolean itemDone) implements Outcome {}

        /** Something was not answered; nothing is kept. */
        record Incomplete(List<String> fields) implements Outcome {}

        /** The dialogue is none of the participant's. */
        record NotTheirs() implements Outcome {}
    }

    /** Hands in; a judgement takes the place of an earlier one of the same person about the same. */
    public Outcome handIn(HandIn handIn, Judge judge) {
        return database.tellTogether(statements -> handIn(statements, handIn, judge));
    }

    private static Outcome handIn(ReusedStatements statements, HandIn handIn, Judge judge) throws SQLException {
        if (!StudioAnswers.isTheirs(statements, handIn.participant(), handIn.code())) {
            return new Outcome.NotTheirs();
        }
        StudioAnswers.Answered answered = StudioAnswers.answered(statements, handIn.code(), handIn.turn());
        double seconds = seconds(statements, handIn, answered.last());
        Judged judged = judge.of(answered.values(), seconds);
        if (judged instanceof Judged.Incomplete incomplete) {
            return new Outcome.Incomplete(incomplete.fields());
        }
        if (judged instanceof Judged.Complete complete) {
            if (complete.row().isPresent()) {
                AnnotationStore.replace(statements, complete.row().get());
            }
            if (complete.decided().isPresent()) {
                DecidedTurn turn = complete.decided().get();
                SqliteRunStore.insertPairTurn(statements, turn.session(), turn.turn(), turn.last());
            }
        }
        String now = StudioTime.now();
        statements.run(
                "INSERT INTO submission (code, turn, seconds, answer, at) VALUES (?, ?, ?, ?, ?) ON CONFLICT (code,"
                        + " turn) DO UPDATE SET seconds = excluded.seconds, answer = excluded.answer, at = excluded.at",
                handIn.code(),
                handIn.turn(),
                seconds,
                answered.last(),
                now);
        Set<Integer> open = new TreeSet<>(handIn.turns());
        open.removeAll(statements.all(UNCHANGED, row -> row.getInt(1), handIn.code()));
        boolean done = handIn.turnsExist() && open.isEmpty();
        statements.run(
                "UPDATE assignment SET state = ?, finished = ? WHERE code = ?",
                done ? "done" : "begun",
                done ? now : null,
                handIn.code());
        return new Outcome.HandedIn(done);
    }

    /**
     * Returns how long somebody has judged by now: whoever changes a judgement has not made it in the seconds that the change took.
     * What is handed in again without a change was sent twice.
     */
    private static double seconds(ReusedStatements statements, HandIn handIn, long last) throws SQLException {
        record Before(double seconds, long answer) {}
        return statements
                .first(
                        "SELECT seconds, answer FROM submission WHERE code = ? AND turn = ?",
                        row -> new Before(row.getDouble(1), row.getLong(2)),
                        handIn.code(),
                        handIn.turn())
                .map(before -> before.answer() == last ? before.seconds() : before.seconds() + handIn.seconds())
                .orElse(handIn.seconds());
    }

    /** Returns the turns of a dialogue that are handed in and were not changed since. */
    public Set<Integer> of(String code) {
        List<Integer> turns =
                database.readCommitted(statements -> statements.all(UNCHANGED, row -> row.getInt(1), code));
        return new TreeSet<>(turns);
    }

    /** One row, as a person may read what is kept of them. */
    public record Kept(String code, int turn, double seconds, String at) {}

    /** Returns everything that a participant has handed in, in the order of their dialogues. */
    public List<Kept> all(String participant) {
        return database.read(handle -> handle.createQuery("SELECT code, turn, seconds, at FROM submission"
                        + " JOIN assignment USING (code) WHERE participant = ? ORDER BY position, turn")
                .bind(0, participant)
                .map((row, context) -> new Kept(row.getString(1), row.getInt(2), row.getDouble(3), row.getString(4)))
                .list());
    }
}
