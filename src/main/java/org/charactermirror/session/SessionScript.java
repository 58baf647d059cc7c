package org.charactermirror.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.charactermirror.character.CharacterProfile;
import org.charactermirror.character.ProfileTemplate;
import org.charactermirror.chat.GenerationSettings;
import org.charactermirror.chat.Persona;
import org.charactermirror.scenario.Scenario;

/**
 * All that is known of a dialogue before it is played.
 *
 * @param category the character's
 * @param topic the scenario's
 * @param greeting the character's first words
 * @param messages the user's, with names put in, as many as are played
 * @param studySeed from which every turn's seed is derived
 */
public record SessionScript(
        SessionId id,
        String category,
        String topic,
        Persona persona,
        String greeting,
        List<String> messages,
        GenerationSettings settings,
        long studySeed) {

    public SessionScript {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(category, "category");
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(persona, "persona");
        Objects.requireNonNull(greeting, "greeting");
        Objects.requireNonNull(settings, "settings");
        messages = List.copyOf(messages);
        if (messages.isEmpty()) {
            throw new IllegalArgumentException(id + " has no messages to play");
        }
    }

    /** Writes the script of a character in a scenario. */
    public static SessionScript of(
            SessionId id,
            CharacterProfile character,
            Scenario scenario,
            ProfileTemplate template,
            int rounds,
            GenerationSettings settings,
            long studySeed) {
        String botName = character.name();
        String userName = character.user().name();
        List<String> messages = new ArrayList<>();
        for (int turn = 1; turn <= rounds; turn++) {
            messages.add(scenario.message(turn, botName, userName));
        }
        Persona persona = new Persona(
                botName, template.render(character), userName, character.user().info());
        return new SessionScript(
                id,
                character.category(),
                scenario.topic(),
                persona,
                character.greeting(),
                messages,
                settings,
                studySeed);
    }

    /** Returns how many turns are played. */
    public int rounds() {
        return messages.size();
    }
}
