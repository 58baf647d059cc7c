package org.charactermirror.chat;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * All that a reply depends on.
 *
 * @param persona who speaks with whom
 * @param messages the dialogue so far, oldest first, the character's greeting included; the last one is the user's
 * @param settings how to generate
 * @param seed of every random choice in this reply
 * @param dialogue which one of a study this is, for recordings; nothing outside of studies
 */
public record ChatRequest(
        Persona persona,
        List<Message> messages,
        GenerationSettings settings,
        long seed,
        Optional<DialogueLabel> dialogue) {

    public ChatRequest {
        Objects.requireNonNull(persona, "persona");
        Objects.requireNonNull(settings, "settings");
        Objects.requireNonNull(dialogue, "dialogue");
        messages = List.copyOf(messages);
        if (messages.isEmpty() || messages.get(messages.size() - 1).role() != Role.USER) {
            throw new IllegalArgumentException("the last message of a request must be the user's");
        }
    }

    /** Makes a request that belongs to no study. */
    public ChatRequest(Persona persona, List<Message> messages, GenerationSettings settings, long seed) {
        this(persona, messages, settings, seed, Optional.empty());
    }
}
