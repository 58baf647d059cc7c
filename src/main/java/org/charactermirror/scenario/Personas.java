package org.charactermirror.scenario;

import org.charactermirror.character.CharacterProfile;
import org.charactermirror.character.ProfileTemplate;
import org.charactermirror.chat.Persona;

/** Makes of a character what a model is given of it. */
public final class Personas {

    private Personas() {}

    /** Returns the names of the two people and what is known of them. */
    public static Persona of(CharacterProfile character, ProfileTemplate template) {
        return new Persona(
                character.name(),
                template.render(character),
                character.user().name(),
                character.user().info().orElse(""));
    }
}
