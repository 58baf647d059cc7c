package org.charactermirror.metric;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.charactermirror.chat.Persona;
import org.charactermirror.session.RecordedDialogue;

/**
 * A dialogue and what metrics have to know besides.
 *
 * @param language of the dialogue, as a BCP 47 tag
 * @param persona profile and names as models were given them; nothing where they are not at hand
 * @param otherNames what the other characters of the study are called
 */
public record Conversation(
        RecordedDialogue dialogue, String language, Optional<Persona> persona, List<String> otherNames) {

    public Conversation {
        Objects.requireNonNull(dialogue, "dialogue");
        Objects.requireNonNull(persona, "persona");
        if (language.isBlank()) {
            throw new IllegalArgumentException(dialogue.session() + " has no language");
        }
        otherNames = List.copyOf(otherNames);
    }

    /** Tells whether the dialogue is in a language, whatever its region. */
    boolean isIn(String primary) {
        return language.equals(primary) || language.startsWith(primary + "-");
    }
}
