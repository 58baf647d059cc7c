package org.charactermirror.session;

/** A person who looks at both replies of a turn while a dialogue is played. */
@FunctionalInterface
public interface PairJudge {

    /** What the person says. */
    enum Verdict {
        /** Model A's reply is better. */
        A,
        /** Model B's is. */
        B,
        /** Neither is, or the person does not say. */
        NEITHER,
        /** The person has left; the turn is not played. */
        LEFT
    }

    /**
     * Judges a turn.
     *
     * @param shownFirst whose reply is to stand first
     */
    Verdict judge(Turn a, Turn b, PairSide shownFirst);
}
