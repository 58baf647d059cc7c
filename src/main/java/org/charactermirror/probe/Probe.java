package org.charactermirror.probe;

import java.util.Objects;
import java.util.Optional;

/**
 * A question with a fixed answer, as a user puts it in a dialogue.
 *
 * @param id unique within its character
 * @param field of the character's file that fixes the answer, such as {@code attributes.identity}
 * @param plant what the user says before, if the answer depends on it
 * @param question with {@code {bot_name}} and {@code {user_name}} for the names
 * @param answer what a right answer says, in words for a judge; only where a judge checks
 * @param flag as which error a wrong answer counts
 */
public record Probe(
        String id,
        ProbeKind kind,
        Optional<String> field,
        Optional<Plant> plant,
        String question,
        AnswerKey key,
        CheckKind check,
        Optional<String> answer,
        ProbeFlag flag) {

    /**
     * An earlier message.
     *
     * @param message what the user says
     * @param distance how many turns before the question, at least 1
     */
    public record Plant(String message, int distance) {

        public Plant {
            Objects.requireNonNull(message, "message");
            if (distance < 1) {
                throw new IllegalArgumentException("a distance of " + distance + " turns");
            }
        }
    }

    public Probe {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(question, "question");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(check, "check");
        Objects.requireNonNull(flag, "flag");
        if (key instanceof AnswerKey.Choice && plant.isEmpty()) {
            throw new IllegalArgumentException(id + ": a choice that was never offered");
        }
        if (check == CheckKind.JUDGED && answer.isEmpty()) {
            throw new IllegalArgumentException(id + ": a judge needs the answer");
        }
    }

    /** Returns how many turns before the question its answer was fixed; 0 where the profile alone does. */
    public int distance() {
        return plant.map(Plant::distance).orElse(0);
    }

    /** Returns how many messages of the user it takes. */
    int messages() {
        return plant.isPresent() ? 2 : 1;
    }
}
