package org.charactermirror.session;

import java.util.Objects;

/** What the user says in a turn. */
public record UserMessage(String text, MessageSource source) {

    public UserMessage {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(source, "source");
    }
}
