package org.charactermirror.training;

import java.util.List;
import org.charactermirror.character.CharacterProfile;
import org.charactermirror.character.ProfileTemplate;
import org.charactermirror.chat.Persona;
import org.charactermirror.scenario.Personas;

/**
 * A character as the training sees it.
 *
 * @param persona names and rendered profile, as a study would give them to a model
 * @param greeting the character's first words
 * @param voice the hand-written lines
 */
record Speaker(Persona persona, String greeting, Voice voice) {

    /** Joins profiles and their lines; the characters are in Chinese. */
    static List<Speaker> of(List<CharacterProfile> profiles, WrittenLines lines) {
        ProfileTemplate template = ProfileTemplate.ofLanguage("zh").orElseThrow();
        return profiles.stream()
                .map(profile ->
                        new Speaker(Personas.of(profile, template), profile.greeting(), lines.voice(profile.id())))
                .toList();
    }
}
