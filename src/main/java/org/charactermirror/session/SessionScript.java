package org.charactermirror.session;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.charactermirror.character.CharacterProfile;
import org.charactermirror.character.ProfileTemplate;
import org.charactermirror.chat.GenerationSettings;
import org.charactermirror.chat.Persona;
import org.charactermirror.scenario.InterviewerBrief;
import org.charactermirror.scenario.Personas;
import org.charactermirror.scenario.Scenario;
import org.charactermirror.scenario.ScriptedTurn;
import org.charactermirror.scenario.UserSide;

/**
 * All that is known of a dialogue before it is played.
 *
 * @param category the character's
 * @param topic the scenario's
 * @param greeting the character's first words
 * @param user who speaks for the user
 * @param studySeed from which every turn's seed is derived
 */
public record SessionScript(
        SessionId id,
        String category,
        String topic,
        Persona persona,
        String greeting,
        UserPart user,
        GenerationSettings settings,
        long studySeed) {

    public SessionScript {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(category, "category");
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(persona, "persona");
        Objects.requireNonNull(greeting, "greeting");
        Objects.requireNonNull(settings, "settings");
        Objects.requireNonNull(user, "user");
    }

    /**
     * Writes the script of a character in a scenario.
     *
     * @param rounds how many messages of the user are played
     */
    public static SessionScript of(
            SessionId id,
            CharacterProfile character,
            Scenario scenario,
            ProfileTemplate template,
            int rounds,
            GenerationSettings settings,
            long studySeed) {
        return new SessionScript(
                id,
                character.category(),
                scenario.topic(),
                Personas.of(character, template),
                character.greeting(),
                user(scenario, character, template.language(), rounds),
                settings,
                studySeed);
    }

    private static UserPart user(Scenario scenario, CharacterProfile character, String language, int rounds) {
        String botName = character.name();
        String userName = character.user().name();
        if (scenario.user() instanceof UserSide.Interviewer interviewer) {
            InterviewerBrief brief = InterviewerBrief.ofLanguage(language)
                    .orElseThrow(() -> new IllegalArgumentException("no brief for interviewers in " + language));
            Map<Integer, ScriptedTurn> fixed = new HashMap<>();
            interviewer.fixed().forEach((turn, message) -> {
                if (turn <= rounds) {
                    fixed.put(turn, message.named(botName, userName));
                }
            });
            return new UserPart.Interviewed(brief.persona(scenario, interviewer, character), fixed, rounds);
        }
        return new UserPart.Scripted(scenario.turns().subList(0, rounds).stream()
                .map(turn -> turn.named(botName, userName))
                .toList());
    }

    /** Returns the same dialogue with a person in the user's place. */
    public SessionScript typed() {
        return new SessionScript(
                id, category, topic, persona, greeting, new UserPart.Typed(rounds()), settings, studySeed);
    }

    /** Returns how many turns are played. */
    public int rounds() {
        return user.rounds();
    }
}
