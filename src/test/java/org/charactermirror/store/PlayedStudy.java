package org.charactermirror.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.charactermirror.document.Sha256;
import org.charactermirror.session.SessionId;

/** A study of models, characters and repetitions whose dialogues of two turns are played, as a studio finds it. */
public final class PlayedStudy {

    public static final int TURNS = 2;

    private PlayedStudy() {}

    /** Makes a study of single models; none of it is played where {@code state} is planned. */
    public static StudyDatabase alone(Path folder, List<String> models, List<String> characters, String state) {
        StudyDatabase database = StudyDatabase.open(folder.resolve(StudyDatabase.FILE_NAME));
        database.write(handle -> {
            handle.execute("INSERT INTO ingredient (name, value) VALUES ('study', 's')");
            int position = 0;
            for (String character : characters) {
                for (String model : models) {
                    String session = model + "." + character + ".chat-1.1";
                    handle.execute(
                            "INSERT INTO session (session, position, model, character, category, scenario, topic,"
                                    + " repetition, rounds, bot_name, user_name, greeting, state) VALUES (?, ?, ?, ?,"
                                    + " 'celebrities', 'chat-1', 'chat', 1, ?, '李白', '小舟', '你来了。', ?)",
                            session,
                            position++,
                            model,
                            character,
                            TURNS,
                            state);
                }
            }
        });
        if (state.equals("done")) {
            SqliteRunStore store = new SqliteRunStore(database);
            for (String session : store.states().keySet()) {
                String[] parts = session.split("\\.");
                SessionId id = new SessionId(parts[0], parts[1], parts[2], 1);
                for (int turn = 1; turn <= TURNS; turn++) {
                    store.keepTurn(id, StoredStudy.turn(turn, "答" + turn), turn == TURNS);
                }
            }
        }
        return database;
    }

    /** Returns so many names. */
    public static List<String> names(String stem, int count) {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            names.add(stem + i);
        }
        return names;
    }

    /** Invites people in English, and returns their ids. */
    public static List<String> invite(StudyDatabase database, String... names) {
        List<StudioParticipants.Invitation> invitations = new ArrayList<>();
        for (String name : names) {
            invitations.add(new StudioParticipants.Invitation(name, "en", Sha256.hex("token of " + name)));
        }
        return new StudioParticipants(database)
                .invite(invitations, true).stream().map(StudioParticipant::id).toList();
    }
}
