package org.charactermirror.chat;

import java.util.Objects;

/**
 * Says which dialogue of a study a request belongs to; a model that writes its replies has no use for it.
 *
 * @param character its id
 * @param scenario its id
 * @param repetition 1-based
 * @param partner the id of the model that answers the same messages; empty where there is none
 */
public record DialogueLabel(String character, String scenario, int repetition, String partner) {

    public DialogueLabel {
        Objects.requireNonNull(character, "character");
        Objects.requireNonNull(scenario, "scenario");
        Objects.requireNonNull(partner, "partner");
        if (repetition < 1) {
            throw new IllegalArgumentException("repetition is " + repetition + "; it must be 1 or more");
        }
    }

    @Override
    public String toString() {
        return character + "." + scenario + "." + repetition;
    }
}
