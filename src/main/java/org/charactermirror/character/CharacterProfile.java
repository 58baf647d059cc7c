package org.charactermirror.character;

import java.util.Objects;

/**
 * A character as its file describes it.
 *
 * @param id its file's name without endings
 * @param name how it is called, in the profile's language
 * @param category an open list; the paper's are celebrities, daily_life, games_videos and virtual_love
 * @param language of the profile, such as {@code zh}
 * @param greeting the character's first words
 * @param source where the profile comes from
 * @param license under which it may be used
 */
public record CharacterProfile(
        String id,
        String name,
        String category,
        String language,
        Attributes attributes,
        Behaviors behaviors,
        UserProfile user,
        String greeting,
        String source,
        String license) {

    public CharacterProfile {
        OneLine.require("id", id);
        OneLine.require("name", name);
        OneLine.require("category", category);
        OneLine.require("language", language);
        Objects.requireNonNull(attributes, "attributes");
        Objects.requireNonNull(behaviors, "behaviors");
        Objects.requireNonNull(user, "user");
        OneLine.require("greeting", greeting);
        OneLine.require("source", source);
        OneLine.require("license", license);
    }
}
