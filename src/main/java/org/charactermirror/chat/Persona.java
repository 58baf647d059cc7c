package org.charactermirror.chat;

import java.util.Objects;

/**
 * The two people of a dialogue as CharacterGLM names them.
 *
 * @param botName the character's name
 * @param botInfo the character's profile as one text; empty if there is none
 * @param userName the user's name
 * @param userInfo what the character knows of the user; empty if there is nothing
 */
public record Persona(String botName, String botInfo, String userName, String userInfo) {

    public Persona {
        Objects.requireNonNull(botInfo, "botInfo");
        Objects.requireNonNull(userInfo, "userInfo");
        if (botName.isBlank()) {
            throw new IllegalArgumentException("botName is blank: a prompt needs the character's name");
        }
        if (userName.isBlank()) {
            throw new IllegalArgumentException("userName is blank: a prompt needs the user's name");
        }
    }
}
