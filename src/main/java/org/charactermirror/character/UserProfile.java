package org.charactermirror.character;

import java.util.Objects;
import java.util.Optional;

/**
 * The person who talks with the character.
 *
 * @param info what the character knows of that person; none if nothing is said of it
 */
public record UserProfile(String name, Optional<String> info) {

    public UserProfile {
        OneLine.require("user.name", name);
        Objects.requireNonNull(info, "user.info");
    }
}
