package org.charactermirror.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The runs of one to four words that a character's replies of one dialogue have so far. Belongs to one thread.
 *
 * <p>Each different run has a number; a run of n words is known by the number of its first n - 1 and its last word.
 */
final class WordGrams {

    /** The longest runs. */
    static final int LONGEST = 4;

    private final Map<String, Integer> words = new HashMap<>();
    private final Map<Long, Integer> runs = new HashMap<>();
    /** By a run's number, how often it stands in the earlier reply that has it most often; 0 where none has it. */
    private int[] most = new int[256];

    private final int[] different = new int[LONGEST + 1];
    private final long[] all = new long[LONGEST + 1];
    private final List<Integer> lengths = new ArrayList<>();

    /**
     * The runs of a reply that has not been added.
     *
     * @param byLength at n, the numbers of all runs of n words, sorted
     */
    record Tally(int words, int[][] byLength) {

        /** Returns how many runs of n words there are. */
        int count(int n) {
            return byLength[n].length;
        }
    }

    Tally tally(List<String> reply) {
        int[] ids = reply.stream()
                .mapToInt(word -> words.computeIfAbsent(word, unused -> words.size()))
                .toArray();
        int[][] byLength = new int[LONGEST + 1][];
        byLength[0] = new int[0];
        int[] before = new int[ids.length];
        Arrays.fill(before, -1);
        for (int n = 1; n <= LONGEST; n++) {
            int[] found = new int[Math.max(0, ids.length - n + 1)];
            for (int start = 0; start < found.length; start++) {
                // The run's first n - 1 words have a number already, one for each place where they begin.
                found[start] = number(before[start], ids[start + n - 1]);
            }
            before = found.clone();
            Arrays.sort(found);
            byLength[n] = found;
        }
        return new Tally(ids.length, byLength);
    }

    private int number(int first, int last) {
        return runs.computeIfAbsent((long) (first + 1) << Integer.SIZE | last, unused -> runs.size());
    }

    /** Adds a reply that counts as said. */
    void add(Tally reply) {
        if (runs.size() > most.length) {
            most = Arrays.copyOf(most, Math.max(runs.size(), 2 * most.length));
        }
        for (int n = 1; n <= LONGEST; n++) {
            all[n] += reply.count(n);
            int[] numbers = reply.byLength()[n];
            for (int from = 0; from < numbers.length; ) {
                int times = times(numbers, from);
                int known = most[numbers[from]];
                different[n] += known == 0 ? 1 : 0;
                most[numbers[from]] = Math.max(known, times);
                from += times;
            }
        }
        if (reply.words() > 0) {
            lengths.add(reply.words());
        }
    }

    private static int times(int[] sorted, int from) {
        int end = from;
        while (end < sorted.length && sorted[end] == sorted[from]) {
            end++;
        }
        return end - from;
    }

    private int mostBefore(int number) {
        return number < most.length ? most[number] : 0;
    }

    /** Returns how many of a reply's runs of n words stand in earlier replies, each at most as often as in any one of them. */
    int clipped(Tally reply, int n) {
        int[] numbers = reply.byLength()[n];
        int sum = 0;
        for (int from = 0; from < numbers.length; ) {
            int times = times(numbers, from);
            sum += Math.min(times, mostBefore(numbers[from]));
            from += times;
        }
        return sum;
    }

    /** Returns how many runs of n words there are with those of a reply. */
    long allWith(Tally reply, int n) {
        return all[n] + reply.count(n);
    }

    /** Returns how many different ones these are. */
    long differentWith(Tally reply, int n) {
        int[] numbers = reply.byLength()[n];
        long sum = different[n];
        for (int from = 0; from < numbers.length; from += times(numbers, from)) {
            sum += mostBefore(numbers[from]) == 0 ? 1 : 0;
        }
        return sum;
    }

    /** Returns the numbers of words of the earlier replies that have any. */
    List<Integer> lengths() {
        return lengths;
    }
}
