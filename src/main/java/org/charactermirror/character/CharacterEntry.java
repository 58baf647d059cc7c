package org.charactermirror.character;

import java.util.Objects;
import java.util.Optional;

/**
 * A character as CharacterGLM's {@code character.json} has it.
 *
 * @param key by which the file finds it; mostly its name
 * @param botInfo what the character is like, as one text
 * @param userInfo what the character knows of the user; none where the file says null
 */
public record CharacterEntry(
        String key, String botName, String botInfo, String userName, Optional<String> userInfo, String greeting) {

    public CharacterEntry {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(botName, "botName");
        Objects.requireNonNull(botInfo, "botInfo");
        Objects.requireNonNull(userName, "userName");
        Objects.requireNonNull(userInfo, "userInfo");
        Objects.requireNonNull(greeting, "greeting");
    }

    /** Returns the entry of a character; one described in parts gets the text that a template writes of them. */
    public static CharacterEntry of(CharacterProfile profile, ProfileTemplate template) {
        return new CharacterEntry(
                profile.jsonKey().orElse(profile.name()),
                profile.name(),
                template.render(profile),
                profile.user().name(),
                profile.user().info(),
                profile.greeting());
    }

    /** Returns the character that this entry describes, with what a {@code character.json} does not say. */
    public CharacterProfile toProfile(String id, String category, String language, String source, String license) {
        return new CharacterProfile(
                id,
                botName,
                category,
                language,
                new Description.FreeForm(botInfo),
                new UserProfile(userName, userInfo),
                greeting,
                source,
                license,
                key.equals(botName) ? Optional.empty() : Optional.of(key));
    }
}
