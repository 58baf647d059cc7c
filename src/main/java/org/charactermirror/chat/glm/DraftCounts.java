package org.charactermirror.chat.glm;

/**
 * What drafting did for a model's replies; it depends on the speed of the machine, unlike all that is said.
 *
 * @param drafted tokens that were guessed and run
 * @param accepted those of them that became part of a reply, each of which saved a step of that reply
 */
public record DraftCounts(long drafted, long accepted) {

    /** Nothing was drafted. */
    public static final DraftCounts NONE = new DraftCounts(0, 0);

    /** Returns the sums. */
    public DraftCounts plus(DraftCounts other) {
        return new DraftCounts(drafted + other.drafted, accepted + other.accepted);
    }
}
