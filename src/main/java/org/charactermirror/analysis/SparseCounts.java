package org.charactermirror.analysis;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/** How often each of a few codes came. */
final class SparseCounts {

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

    void write(DataOutput out) throws IOException {
        out.writeInt(codes.length);
        for (int i = 0; i < codes.length; i++) {
            out.writeInt(codes[i]);
            out.writeInt(counts[i]);
        }
    }

    static SparseCounts read(DataInput in) throws IOException {
        SparseCounts read = new SparseCounts();
        int size = in.readInt();
        read.codes = new int[size];
        read.counts = new int[size];
        for (int i = 0; i < size; i++) {
            read.codes[i] = in.readInt();
            read.counts[i] = in.readInt();
        }
        return read;
    }
}
