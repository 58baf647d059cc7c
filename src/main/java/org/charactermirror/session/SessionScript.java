package org.charactermirror.session;

import java.util.List;
import java.util.Objects;
import org.charactermirror.character.CharacterProfile;
import org.charactermirror.character.ProfileTemplate;
import org.charactermirror.chat.GenerationSettings;
import org.charactermirror.chat.Persona;
import org.charactermirror.scenario.Personas;
import org.charactermirror.scenario.Scenario;
import org.charactermirror.scenario.ScriptedTurn;

/**
 * All that is known of a dialogue before it is played.
 *
 * @param category the character's
 * @param topic the scenario's
 * @param greeting the character's first words
 * @param turns the user's side, with names put in; as many as are played
 * @param studySeed from which every turn's seed is derived
 */
public record SessionScript(
        SessionId id,
        String category,
        String topic,
        Persona persona,
        String greeting,
        List<ScriptedTurn> turns,
        GenerationSettings settings,
        long studySeed) {

    public SessionScript {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(category, "category");
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(persona, "persona");
        Objects.requireNonNull(greeting, "greeting");
        Objects.requireNonNull(settings, "settings");
        turns = List.copyOf(turns);
        if (turns.isEmpty()) {
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
        List<ScriptedTurn> turns = scenario.turns().subList(0, rounds).stream()
                .map(turn -> turn.named(botName, userName))
                .toList();
        return new SessionScript(
                id,
                character.category(),
                scenario.topic(),
                Personas.of(character, template),
                character.greeting(),
                turns,
                settings,
                studySeed);
    }

    /** Returns how many turns are played. */
    public int rounds() {
        return turns.size();
    }

    /**
     * Returns the user's message of a turn.
     *
     * @param turn 1-based
     * @param replies the character's in the turns before it, in order; without the greeting
     */
    public String message(int turn, List<String> replies) {
        if (replies.size() != turn - 1) {
            throw new IllegalArgumentException("turn " + turn + " follows on " + replies.size() + " replies");
        }
        return turns.get(turn - 1).message(replies);
    }
}
