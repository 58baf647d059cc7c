package org.charactermirror.store;

import java.util.Map;
import java.util.TreeMap;

/** Who plays the user in which dialogue of a study in which people do. */
public final class TypedSessions {

    private final StudyDatabase database;

    public TypedSessions(StudyDatabase database) {
        this.database = database;
    }

    /** Returns the annotators by the ids of the dialogues that they have begun. */
    public Map<String, String> owners() {
        return database.read(handle -> {
            Map<String, String> owners = new TreeMap<>();
            handle.createQuery("SELECT session, annotator FROM typed_session")
                    .map((row, context) -> Map.entry(row.getString("session"), row.getString("annotator")))
                    .forEach(entry -> owners.put(entry.getKey(), entry.getValue()));
            return owners;
        });
    }

    /** Gives a dialogue to an annotator, unless somebody has it. */
    public void claim(String session, String annotator) {
        database.write(handle -> handle.execute(
                "INSERT INTO typed_session (session, annotator) VALUES (?, ?) ON CONFLICT (session) DO NOTHING",
                session,
                annotator));
    }
}
