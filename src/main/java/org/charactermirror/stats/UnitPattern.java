package org.charactermirror.stats;

import java.io.Serializable;
import java.util.Arrays;

/**
 * What a unit was given, without who gave it: units of one pattern count the same, and a million of them are few patterns.
 *
 * @param values ascending, each once
 * @param counts how often each was given, at least once
 */
public record UnitPattern(double[] values, int[] counts) implements Comparable<UnitPattern>, Serializable {

    public UnitPattern {
        if (values.length == 0
                || values.length != counts.length
                || Arrays.stream(counts).anyMatch(one -> one < 1)) {
            throw new IllegalArgumentException(values.length + " values with " + Arrays.toString(counts));
        }
    }

    /** Makes the pattern of the values that a unit was given, in any order; at least one. */
    public static UnitPattern of(double[] given) {
        double[] sorted = given.clone();
        Arrays.sort(sorted);
        double[] values = new double[sorted.length];
        int[] counts = new int[sorted.length];
        int size = 0;
        for (double value : sorted) {
            if (size == 0 || values[size - 1] != value) {
                values[size++] = value;
            }
            counts[size - 1]++;
        }
        return new UnitPattern(Arrays.copyOf(values, size), Arrays.copyOf(counts, size));
    }

    /** Returns how many judgements there are. */
    public int judgements() {
        return Arrays.stream(counts).sum();
    }

    /** Returns how often each of some values was given. */
    int[] countsOf(double[] scale) {
        int[] all = new int[scale.length];
        for (int i = 0; i < values.length; i++) {
            all[Arrays.binarySearch(scale, values[i])] = counts[i];
        }
        return all;
    }

    @Override
    public int compareTo(UnitPattern other) {
        int order = Arrays.compare(values, other.values);
        return order != 0 ? order : Arrays.compare(counts, other.counts);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UnitPattern pattern
                && Arrays.equals(values, pattern.values)
                && Arrays.equals(counts, pattern.counts);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(values) + Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return Arrays.toString(values) + " x " + Arrays.toString(counts);
    }
}
