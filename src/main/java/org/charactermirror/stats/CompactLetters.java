package org.charactermirror.stats;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Letters that groups share exactly where they do not differ significantly, since "not different" is not transitive
 * (Piepho 2004, "An Algorithm for a Letter-Based Representation of All-Pairwise Comparisons").
 */
public final class CompactLetters {

    private CompactLetters() {}

    /**
     * Returns the letters of each group; the letter {@code a} belongs to the first group.
     *
     * @param different symmetric; whether two groups differ significantly; groups in the order of their means
     */
    public static List<String> of(boolean[][] different) {
        int groups = different.length;
        List<BitSet> columns = new ArrayList<>();
        BitSet all = new BitSet();
        all.set(0, groups);
        columns.add(all);
        for (int i = 0; i < groups; i++) {
            for (int j = i + 1; j < groups; j++) {
                if (different[i][j]) {
                    columns = absorbed(split(columns, i, j));
                }
            }
        }
        columns.sort((one, other) -> compare(one, other, groups));
        List<String> letters = new ArrayList<>();
        for (int group = 0; group < groups; group++) {
            StringBuilder own = new StringBuilder();
            for (int column = 0; column < columns.size(); column++) {
                if (columns.get(column).get(group)) {
                    own.append(letter(column));
                }
            }
            letters.add(own.toString());
        }
        return letters;
    }

    /** Replaces every column that joins two different groups by one without the first and one without the second. */
    private static List<BitSet> split(List<BitSet> columns, int i, int j) {
        List<BitSet> parts = new ArrayList<>();
        for (BitSet column : columns) {
            if (column.get(i) && column.get(j)) {
                BitSet withoutFirst = (BitSet) column.clone();
                withoutFirst.clear(i);
                BitSet withoutSecond = (BitSet) column.clone();
                withoutSecond.clear(j);
                parts.add(withoutFirst);
                parts.add(withoutSecond);
            } else {
                parts.add(column);
            }
        }
        return parts;
    }

    /** Leaves out the columns that another one contains: they say nothing. */
    private static List<BitSet> absorbed(List<BitSet> columns) {
        List<BitSet> kept = new ArrayList<>();
        for (BitSet column : columns) {
            if (kept.stream().noneMatch(other -> contains(other, column))) {
                kept.removeIf(other -> contains(column, other));
                kept.add(column);
            }
        }
        return kept;
    }

    private static boolean contains(BitSet large, BitSet small) {
        BitSet rest = (BitSet) small.clone();
        rest.andNot(large);
        return rest.isEmpty();
    }

    private static int compare(BitSet one, BitSet other, int groups) {
        for (int group = 0; group < groups; group++) {
            if (one.get(group) != other.get(group)) {
                return one.get(group) ? -1 : 1;
            }
        }
        return 0;
    }

    /** Returns a, b, ..., z, aa, ab, ... */
    private static String letter(int column) {
        String last = String.valueOf((char) ('a' + column % 26));
        return column < 26 ? last : letter(column / 26 - 1) + last;
    }
}
