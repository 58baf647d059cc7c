package org.charactermirror.character;

import java.util.Objects;

/**
 * The person who talks with the character.
 *
 * @param info what the character knows of that person, on one line; empty if there is nothing
 */
public record UserProfile(String name, String info) {

    public UserProfile {
        OneLine.require("user.name", name);
        Objects.requireNonNull(info, "user.info");
    }
}
