package org.charactermirror.chat;

import java.util.Objects;

/** One message of a dialogue. The text is kept as it was written; models normalise it for their prompts. */
public record Message(Role role, String text) {

    public Message {
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(text, "text");
    }

    public static Message user(String text) {
        return new Message(Role.USER, text);
    }

    public static Message character(String text) {
        return new Message(Role.CHARACTER, text);
    }
}
