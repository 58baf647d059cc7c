package org.charactermirror.annotation;

import java.util.Locale;

/** How a comparison ended, from the first model's side. */
public enum Outcome {
    WIN,
    TIE,
    LOSE,
    /** Neither reply will do; kept apart, and counted as a tie where only three outcomes exist. */
    BOTH_BAD;

    /** Returns the word that files use. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the outcome from the other model's side. */
    public Outcome swapped() {
        return switch (this) {
            case WIN -> LOSE;
            case LOSE -> WIN;
            case TIE, BOTH_BAD -> this;
        };
    }
}
