package org.charactermirror.analysis;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Numbers that stand for what was judged and how; the same in every process, and to be added up in any order. */
public final class ContentHash {

    private static final long FNV_BASIS = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private ContentHash() {}

    /** Returns the 64-bit FNV-1a hash of texts one after the other; nothing differs from an empty text. */
    public static long of(@Nullable String... texts) {
        long hash = FNV_BASIS;
        for (String text : texts) {
            if (text != null) {
                for (int i = 0; i < text.length(); i++) {
                    hash = (hash ^ text.charAt(i)) * FNV_PRIME;
                }
                hash = (hash ^ 1) * FNV_PRIME;
            }
            hash = (hash ^ Character.MAX_VALUE) * FNV_PRIME;
        }
        return mixed(hash);
    }

    /**
     * Returns what to call annotators so that the order of names is that of what they said, and of their own names only where
     * that is the same.
     *
     * @param sums of the hashes of all that each of them said
     */
    static Map<String, String> labels(Map<String, Long> sums) {
        Map<String, String> labels = new HashMap<>();
        sums.forEach((name, sum) -> labels.put(name, HexFormat.of().toHexDigits(sum) + " " + name));
        return labels;
    }

    /** Spreads a number over all bits, one to one (the last step of SplitMix64), so that sums of such numbers rarely meet. */
    static long mixed(long number) {
        long mixed = (number ^ number >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }
}
