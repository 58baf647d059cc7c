package org.charactermirror.session;

import java.util.Objects;
import org.charactermirror.scenario.Continuation;

/**
 * All that is known of a dialogue of two models on one context before it is played.
 *
 * @param script the dialogue's; its id has both names, joined by {@code ~}, as its model
 * @param modelA the study's baseline where it takes part
 * @param policy whose reply both models see as said from there on
 */
public record PairScript(SessionScript script, String modelA, String modelB, Continuation policy) {

    public PairScript {
        Objects.requireNonNull(script, "script");
        Objects.requireNonNull(policy, "policy");
        if (modelA.equals(modelB)) {
            throw new IllegalArgumentException("a model cannot be compared with itself: " + modelA);
        }
    }

    /** Returns what stands for the model in the id of a dialogue of two. */
    public static String name(String modelA, String modelB) {
        return modelA + "~" + modelB;
    }
}
