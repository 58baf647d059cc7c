package org.charactermirror.chat.glm;

import java.util.HashSet;
import java.util.Set;

/** Remembers which prompts were answered, so that the next turn of a dialogue is told from another dialogue. */
final class AnsweredPrompts {

    private static final long FACTOR = 0x9E37_79B9_7F4A_7C15L;

    /** Of the ids of every prompt, so that a long study's prompts take little memory. Used to count, for nothing else. */
    private final Set<Long> hashes = new HashSet<>();

    /** Adds the prompt that these ids begin with. */
    void add(int[] ids, int length) {
        long hash = 0;
        for (int index = 0; index < length; index++) {
            hash = next(hash, ids[index]);
        }
        hashes.add(hash);
    }

    /** Returns the length of the longest answered prompt with which this one begins, and goes on; 0 if there is none. */
    int longestIn(int[] prompt) {
        int longest = 0;
        long hash = 0;
        for (int index = 0; index < prompt.length - 1; index++) {
            hash = next(hash, prompt[index]);
            if (hashes.contains(hash)) {
                longest = index + 1;
            }
        }
        return longest;
    }

    private static long next(long hash, int id) {
        long mixed = (hash + id + 1) * FACTOR;
        return mixed ^ (mixed >>> 29);
    }
}
