package org.charactermirror.session;

import java.util.Objects;
import java.util.Optional;

/**
 * One round of a dialogue of two models: the user's message and both replies to it.
 *
 * @param a the round as model A played it
 * @param b the same round, by model B
 * @param continued whose reply both models see as said from here on
 * @param shownFirst whose reply stood first on a screen, if a person chose while the dialogue was played
 */
public record PairTurn(Turn a, Turn b, PairSide continued, Optional<PairSide> shownFirst) {

    public PairTurn {
        Objects.requireNonNull(continued, "continued");
        Objects.requireNonNull(shownFirst, "shownFirst");
        requireOneMessage(a, b);
    }

    static void requireOneMessage(Turn a, Turn b) {
        if (a.number() != b.number()
                || !a.user().equals(b.user())
                || !a.source().equals(b.source())) {
            throw new IllegalArgumentException("two replies to different messages are no pair: turn " + a.number()
                    + " \"" + a.user() + "\" and turn " + b.number() + " \"" + b.user() + "\"");
        }
    }

    /** Makes a round that nobody has looked at. */
    public PairTurn(Turn a, Turn b, PairSide continued) {
        this(a, b, continued, Optional.empty());
    }

    /** Returns the round's 1-based number. */
    public int number() {
        return a.number();
    }

    /** Returns the user's message. */
    public String user() {
        return a.user();
    }

    /** Returns where it comes from. */
    public MessageSource source() {
        return a.source();
    }

    /** Returns the round with the reply that continued the dialogue. */
    public Turn said() {
        return continued == PairSide.A ? a : b;
    }
}
