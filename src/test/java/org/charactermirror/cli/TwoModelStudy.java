package org.charactermirror.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.charactermirror.store.StudyDatabase;

/** A study of two models that were played one by one and on one context, two characters each, as a run leaves it. */
final class TwoModelStudy {

    private TwoModelStudy() {}

    /** Writes the study's folder, which must not be there. */
    static void write(Path study) {
        try {
            Files.createDirectory(study);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        try (StudyDatabase database = StudyDatabase.open(study.resolve("study.db"))) {
            database.write(handle -> {
                for (String[] one : new String[][] {{"study", "s"}, {"kind", "rating"}, {"seed", "7"}}) {
                    handle.execute("INSERT INTO ingredient (name, value) VALUES (?, ?)", one[0], one[1]);
                }
                int position = 0;
                for (String model : List.of("alpha", "beta", "alpha~beta")) {
                    for (String character : List.of("li-bai", "xiang-yu")) {
                        String session = model + "." + character + ".chat-1.1";
                        handle.execute(
                                "INSERT INTO session (session, position, model, character, category, scenario, topic,"
                                        + " repetition, rounds, bot_name, user_name, greeting, state) VALUES (?, ?, ?, ?,"
                                        + " 'celebrities', 'chat-1', 'chat', 1, 2, '李白', '你', '=来', 'done')",
                                session,
                                position++,
                                model,
                                character);
                        boolean pair = model.contains("~");
                        if (pair) {
                            handle.execute(
                                    "INSERT INTO pair_session VALUES (?, 'alpha', 'beta', 'alternate')", session);
                        }
                        for (int turn = 1; turn <= 2; turn++) {
                            if (!pair) {
                                handle.execute(
                                        "INSERT INTO turn (session, turn, user, reply, stop_reason, prompt_tokens,"
                                                + " cached_tokens, reply_tokens, dropped_messages, seed, seconds)"
                                                + " VALUES (?, ?, ?, ?, 'NEWLINE', 1, 0, 1, 0, 1, 0)",
                                        session,
                                        turn,
                                        "问" + turn,
                                        "答" + turn);
                                continue;
                            }
                            handle.execute(
                                    "INSERT INTO pair_turn (session, turn, user, continued) VALUES (?, ?, ?, ?)",
                                    session,
                                    turn,
                                    "问" + turn,
                                    turn == 1 ? "b" : "a");
                            for (String side : List.of("a", "b")) {
                                handle.execute(
                                        "INSERT INTO pair_reply VALUES (?, ?, ?, ?, 'NEWLINE', 1, 0, 1, 0, 1, 0)",
                                        session,
                                        turn,
                                        side,
                                        (side.equals("a") ? "甲" : "乙") + turn);
                            }
                        }
                    }
                }
            });
        }
    }
}
