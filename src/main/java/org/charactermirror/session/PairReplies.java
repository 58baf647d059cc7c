package org.charactermirror.session;

/**
 * Both replies to a message, of which none is said yet: it is not decided which one continues the dialogue.
 *
 * @param a the round as model A played it
 * @param b the same round, by model B
 */
public record PairReplies(Turn a, Turn b) {

    public PairReplies {
        PairTurn.requireOneMessage(a, b);
    }

    /** Returns the round's 1-based number. */
    public int number() {
        return a.number();
    }

    /** Returns the user's message. */
    public String user() {
        return a.user();
    }
}
