package org.charactermirror.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.charactermirror.chat.StopReason;
import org.charactermirror.scenario.Continuation;
import org.charactermirror.session.PairSide;
import org.charactermirror.session.PairTurn;
import org.charactermirror.session.SessionId;
import org.charactermirror.session.Turn;

/** A study of a few dialogues whose plan is written by hand, so that its store can be tried without playing. */
final class StoredStudy {

    static final int ROUNDS = 8;

    private StoredStudy() {}

    static SessionId alone(int number) {
        return new SessionId("tiny", "li-bai", "chat-" + number, 1);
    }

    static SessionId pair() {
        return new SessionId("tiny~tinier", "li-bai", "chat-1", 1);
    }

    /** Makes a study with dialogues 1 to {@code sessions} of one model, and one of two. */
    static StudyDatabase open(Path folder, int sessions) {
        StudyDatabase database = StudyDatabase.open(folder.resolve(StudyDatabase.FILE_NAME));
        database.write(handle -> {
            List<SessionId> all = new ArrayList<>();
            for (int number = 1; number <= sessions; number++) {
                all.add(alone(number));
            }
            all.add(pair());
            for (SessionId session : all) {
                handle.execute(
                        "INSERT INTO session (session, position, model, character, category, scenario, topic, repetition,"
                                + " rounds, bot_name, user_name, greeting, state) VALUES (?, ?, ?, 'li-bai',"
                                + " 'celebrities', ?, 'chat', 1, ?, '李白', '小舟', '你来了。', 'planned')",
                        session.toString(),
                        all.indexOf(session),
                        session.model(),
                        session.scenario(),
                        ROUNDS);
            }
            handle.execute(
                    "INSERT INTO pair_session (session, model_a, model_b, policy) VALUES (?, 'tiny', 'tinier', ?)",
                    pair().toString(),
                    Continuation.RANDOM.word());
        });
        return database;
    }

    static Turn turn(int number, String reply) {
        return new Turn(number, "第" + number + "句。", reply, StopReason.NEWLINE, 40, 12, 0, 1000 + number, 3, 0.25);
    }

    static PairTurn pairTurn(int number) {
        return new PairTurn(turn(number, "甲的第" + number + "答。"), turn(number, "乙的第" + number + "答。"), PairSide.B);
    }

    /** Plays all of a dialogue of one model. */
    static void play(SqliteRunStore store, SessionId session) {
        for (int number = 1; number <= ROUNDS; number++) {
            store.keepTurn(session, turn(number, reply(session, number)), number == ROUNDS);
        }
    }

    static String reply(SessionId session, int number) {
        return "今夜月色正好，这是" + session.scenario() + "的第" + number + "答。";
    }

    static Optional<Integer> kept(StudyDatabase database, SessionId session) {
        return Optional.ofNullable(new SqliteRunStore(database).turnCounts().get(session.toString()));
    }
}
