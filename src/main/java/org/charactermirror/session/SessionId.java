package org.charactermirror.session;

import java.util.Objects;

/**
 * Names one dialogue of a study: {@code tiny.xiang-yu.chat-1.1}.
 *
 * @param repetition 1-based
 */
public record SessionId(String model, String character, String scenario, int repetition) {

    public SessionId {
        Objects.requireNonNull(model, "model");
        // A model's id may hold dots, the others never do: so the text can be taken apart again from its end.
        if (character.contains(".") || scenario.contains(".") || repetition < 1) {
            throw new IllegalArgumentException(
                    "no session's name: " + model + ", " + character + ", " + scenario + ", " + repetition);
        }
    }

    @Override
    public String toString() {
        return model + "." + character + "." + scenario + "." + repetition;
    }
}
