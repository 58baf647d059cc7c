package org.charactermirror.store;

import java.util.List;
import java.util.Map;

/** Replies in which a model was found to name itself, and that are shown to annotators with the name covered. */
public final class StudioLeaks {

    private final StudyDatabase database;

    public StudioLeaks(StudyDatabase database) {
        this.database = database;
    }

    /**
     * What was covered in a reply.
     *
     * @param turn 0 for the greeting
     * @param model who said it; for a greeting both models of a pair, as the dialogue's id has them
     * @param count how often, at least 1
     */
    public record Leak(String session, int turn, String model, String words, int count) {}

    /** Keeps what was covered in a reply; known already, it stays as it is. */
    public void keep(String session, int turn, String model, Map<String, Integer> words) {
        if (words.isEmpty()) {
            return;
        }
        database.writeTogether(statements -> {
            for (Map.Entry<String, Integer> word : words.entrySet()) {
                statements.run(
                        "INSERT INTO identity_leak (session, turn, model, words, count) VALUES (?, ?, ?, ?, ?)"
                                + " ON CONFLICT DO NOTHING",
                        session,
                        turn,
                        model,
                        word.getKey(),
                        word.getValue());
            }
        });
    }

    /** Returns all, in the order of the dialogues' names. */
    public List<Leak> all() {
        return database.read(handle -> handle.createQuery(
                        "SELECT session, turn, model, words, count FROM identity_leak ORDER BY session, turn, model,"
                                + " words")
                .map((row, context) ->
                        new Leak(row.getString(1), row.getInt(2), row.getString(3), row.getString(4), row.getInt(5)))
                .list());
    }
}
