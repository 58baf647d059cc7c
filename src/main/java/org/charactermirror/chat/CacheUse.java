package org.charactermirror.chat;

import java.io.Serializable;

/**
 * What a model's cache did for the replies so far. Depends on what was played before and beside each other; says nothing of
 * what was said.
 *
 * @param promptTokens of all replies
 * @param cachedTokens those of them that were not computed again
 * @param sharedTokens those of the cached ones that were a beginning only, such as a profile: of a dialogue's first turn,
 *     or of one whose oldest messages were left out. The others were the dialogue's own history up to its last turn.
 * @param recomputedTokens of dialogues' own histories that had been given up, and were computed once more
 * @param evictedBlocks how often a part was given up so that others had room
 * @param peakBytes the most that keys and values took at a time
 */
public record CacheUse(
        long promptTokens,
        long cachedTokens,
        long sharedTokens,
        long recomputedTokens,
        long evictedBlocks,
        long peakBytes)
        implements Serializable {

    /** Of no replies. */
    public static final CacheUse NONE = new CacheUse(0, 0, 0, 0, 0, 0);

    public CacheUse {
        if (promptTokens < cachedTokens || cachedTokens < sharedTokens) {
            throw new IllegalArgumentException("contradictory counts: " + promptTokens + " tokens of prompts, "
                    + cachedTokens + " cached, " + sharedTokens + " shared");
        }
    }

    /** Adds what was done at another time: of the bytes, the larger number. */
    public CacheUse plus(CacheUse other) {
        return new CacheUse(
                promptTokens + other.promptTokens,
                cachedTokens + other.cachedTokens,
                sharedTokens + other.sharedTokens,
                recomputedTokens + other.recomputedTokens,
                evictedBlocks + other.evictedBlocks,
                Math.max(peakBytes, other.peakBytes));
    }
}
