package org.charactermirror.character;

import java.util.Objects;
import java.util.Optional;

/**
 * A character as its file describes it.
 *
 * @param id its file's name without endings
 * @param name how it is called, in the profile's language
 * @param category an open list; the paper's are celebrities, daily_life, games_videos and virtual_love
 * @param language of the profile, such as {@code zh}
 * @param greeting the character's first words; may have several lines
 * @param source where the profile comes from
 * @param license under which it may be used
 * @param jsonKey its key in a {@code character.json}, where that is not the name
 */
public record CharacterProfile(
        String id,
        String name,
        String category,
        String language,
        Description description,
        UserProfile user,
        String greeting,
        String source,
        String license,
        Optional<String> jsonKey) {

    public CharacterProfile {
        OneLine.require("id", id);
        OneLine.require("name", name);
        OneLine.require("category", category);
        OneLine.require("language", language);
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(user, "user");
        if (greeting.isBlank()) {
            throw new IllegalArgumentException("greeting is blank");
        }
        OneLine.require("source", source);
        OneLine.require("license", license);
        Objects.requireNonNull(jsonKey, "jsonKey");
    }
}
