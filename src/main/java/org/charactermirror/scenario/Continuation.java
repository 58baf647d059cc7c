package org.charactermirror.scenario;

import java.util.Locale;

/** Whose reply the shared dialogue of a pairwise study goes on with after each turn. */
public enum Continuation {
    /** Either model's, drawn by the turn's seed. */
    RANDOM,
    /** Model A's after odd turns, model B's after even ones. */
    ALTERNATE,
    /** Always that of model A: the study's baseline where it takes part, otherwise the model that it names first. */
    MODEL_A,
    /** Always that of model B. */
    MODEL_B,
    /** That which a person finds better while the dialogue is played; drawn where neither is. */
    ANNOTATOR;

    /** Returns the word in a study's file. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads the word again. */
    public static Continuation ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
