package org.charactermirror.session;

import java.util.List;
import java.util.Objects;

/**
 * A dialogue as it was played.
 *
 * @param study the study's id
 * @param turns in order, numbered from 1; fewer than planned if the dialogue is not finished
 */
public record Transcript(
        String study,
        SessionId session,
        String category,
        String topic,
        String botName,
        String userName,
        String greeting,
        List<Turn> turns) {

    public Transcript {
        Objects.requireNonNull(study, "study");
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(category, "category");
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(botName, "botName");
        Objects.requireNonNull(userName, "userName");
        Objects.requireNonNull(greeting, "greeting");
        turns = List.copyOf(turns);
        for (int i = 0; i < turns.size(); i++) {
            if (turns.get(i).number() != i + 1) {
                throw new IllegalArgumentException(
                        session + " has turn " + turns.get(i).number() + " in place " + (i + 1));
            }
        }
    }
}
