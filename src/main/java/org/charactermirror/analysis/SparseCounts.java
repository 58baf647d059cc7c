package org.charactermirror.analysis;

import java.io.Serializable;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/** How often each of a few codes came. */
final class SparseCounts implements Serializable {

    private static final long serialVersionUID = 1;

    private int[] codes = {};
    private int[] counts = {};

    /** Takes a code and how often it came. */
    interface Each {
        void take(int code, int count);
    }

    /** Adds a code so many times. */
    void add(int code, int times) {
        for (int i = 0; i < codes.length; i++) {
            if (codes[i] == code) {
                counts[i] = Math.addExact(counts[i], times);
                return;
            }
        }
        codes = Arrays.copyOf(codes, codes.length + 1);
        counts = Arrays.copyOf(counts, codes.length);
        codes[codes.length - 1] = code;
        counts[codes.length - 1] = times;
    }

    /** Adds another one's counts, whose codes become others here. */
    void addAll(SparseCounts other, IntUnaryOperator code) {
        other.forEach((theirs, count) -> add(code.applyAsInt(theirs), count));
    }

    /** Goes through the codes that came, in no particular order. */
    void forEach(Each each) {
        for (int i = 0; i < codes.length; i++) {
            each.take(codes[i], counts[i]);
        }
    }
}
