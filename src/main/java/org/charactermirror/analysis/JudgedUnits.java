package org.charactermirror.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.charactermirror.annotation.Subject;
import org.jspecify.annotations.Nullable;

/** Which rows judge the same thing, and who judged. */
final class JudgedUnits {

    /** Sorted by name. */
    private final List<String> annotators;

    private final int[] unit;
    private final int[] annotator;
    /** Rows by unit, then annotator, then as they came. */
    private final int[] order;

    private JudgedUnits(List<String> annotators, int[] unit, int[] annotator, int units) {
        this.annotators = annotators;
        this.unit = unit;
        this.annotator = annotator;
        int[] asTheyCame = new int[unit.length];
        Arrays.setAll(asTheyCame, row -> row);
        // A sort that keeps the order of equals, by the lesser criterion first.
        this.order = sorted(sorted(asTheyCame, annotator, annotators.size()), unit, units);
    }

    /** Takes in who judged what, row by row. */
    static final class Builder {

        private final Map<List<String>, Integer> units = new HashMap<>();
        private final Map<String, Integer> annotators = new HashMap<>();
        private final List<int[]> rows = new ArrayList<>();

        /**
         * Adds a row.
         *
         * @param turn nothing where a whole dialogue was judged
         */
        void add(Subject subject, String model, @Nullable Integer turn) {
            rows.add(new int[] {
                units.computeIfAbsent(unit(subject, model, turn), unused -> units.size()),
                annotators.computeIfAbsent(subject.annotator(), unused -> annotators.size())
            });
        }

        JudgedUnits build() {
            List<String> sorted = annotators.keySet().stream().sorted().toList();
            int[] rank = new int[sorted.size()];
            for (int i = 0; i < rank.length; i++) {
                rank[annotators.getOrDefault(sorted.get(i), 0)] = i;
            }
            int[] unit = rows.stream().mapToInt(row -> row[0]).toArray();
            int[] annotator = rows.stream().mapToInt(row -> rank[row[1]]).toArray();
            return new JudgedUnits(sorted, unit, annotator, units.size());
        }
    }

    /** Returns model, session and turn, or in place of a session that is not named character, category and topic. */
    private static List<String> unit(Subject subject, String model, @Nullable Integer turn) {
        String study = String.valueOf(subject.study());
        @Nullable String session = subject.session();
        // One name of a session may stand for dialogues of several models.
        return session != null
                ? List.of(study, model, session, String.valueOf(turn))
                : List.of(
                        study,
                        model,
                        String.valueOf(subject.character()),
                        String.valueOf(subject.category()),
                        String.valueOf(subject.topic()),
                        String.valueOf(turn));
    }

    /** What several annotators said of one unit. */
    interface Judgements {

        /**
         * Takes one unit.
         *
         * @param annotators their numbers, ascending
         * @param places what each of them said
         */
        void take(int[] annotators, int[] places);
    }

    /** Returns the annotators' names in the order of their numbers. */
    List<String> annotators() {
        return annotators;
    }

    /**
     * Goes through the units that anyone judged.
     *
     * <p>An annotator's second judgement of the same unit is another unit's, which only dialogues that share the name of a
     * session can be.
     *
     * @param places what each row says; negative where it says nothing
     */
    void forEach(int[] places, Judgements judgements) {
        int[] left = Arrays.stream(order).filter(row -> places[row] >= 0).toArray();
        int from = 0;
        while (from < left.length) {
            int to = from + 1;
            while (to < left.length && unit[left[to]] == unit[left[from]]) {
                to++;
            }
            split(Arrays.copyOfRange(left, from, to), places, judgements);
            from = to;
        }
    }

    private void split(int[] rows, int[] places, Judgements judgements) {
        int[] copies = new int[rows.length];
        int[] sizes = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            boolean again = i > 0 && annotator[rows[i]] == annotator[rows[i - 1]];
            copies[i] = again ? copies[i - 1] + 1 : 0;
            sizes[copies[i]]++;
        }
        int[][] copyRows = Arrays.stream(sizes)
                .takeWhile(size -> size > 0)
                .mapToObj(int[]::new)
                .toArray(int[][]::new);
        for (int i = rows.length - 1; i >= 0; i--) {
            sizes[copies[i]]--;
            copyRows[copies[i]][sizes[copies[i]]] = rows[i];
        }
        for (int[] unitRows : copyRows) {
            judgements.take(
                    Arrays.stream(unitRows).map(row -> annotator[row]).toArray(),
                    Arrays.stream(unitRows).map(row -> places[row]).toArray());
        }
    }

    private static int[] sorted(int[] rows, int[] by, int values) {
        int[] next = new int[values + 1];
        for (int row : rows) {
            next[by[row] + 1]++;
        }
        for (int value = 0; value < values; value++) {
            next[value + 1] += next[value];
        }
        int[] sorted = new int[rows.length];
        for (int row : rows) {
            sorted[next[by[row]]++] = row;
        }
        return sorted;
    }
}
