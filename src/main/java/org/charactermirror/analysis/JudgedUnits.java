package org.charactermirror.analysis;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.charactermirror.annotation.Annotation;
import org.charactermirror.annotation.Kind;
import org.charactermirror.annotation.Preference;
import org.charactermirror.annotation.Rating;
import org.jspecify.annotations.Nullable;

/** What was said by those who judged the same things, of one kind and origin, column by column. */
final class JudgedUnits implements Serializable {

    private static final long serialVersionUID = 1;

    private static final Comparator<@Nullable String> NAMES = Comparator.nullsFirst(Comparator.naturalOrder());
    private static final Comparator<Annotation> BY_ANNOTATOR = Comparator.comparing(
                    (Annotation row) -> row.subject().annotator())
            .thenComparing(row -> row.subject().character(), NAMES)
            .thenComparing(row -> row.subject().category(), NAMES)
            .thenComparing(row -> row.subject().topic(), NAMES);

    private final Dictionary<String> annotators = new Dictionary<>();
    private final UnitColumn[] columns;

    JudgedUnits(Kind kind) {
        this.columns = kind == Kind.PREFERENCES
                ? new UnitColumn[] {new UnitColumn(true, false), new UnitColumn(false, true)}
                : JudgedColumns.of(kind).stream()
                        .map(unused -> new UnitColumn(true, true))
                        .toArray(UnitColumn[]::new);
    }

    /**
     * Adds all rows that share a {@link UnitKey}.
     *
     * <p>An annotator's second judgement of the same unit is another unit's, which only dialogues that share the name of a
     * session can be.
     */
    void add(List<? extends Annotation> rows) {
        Map<Integer, List<Annotation>> byTurn = new HashMap<>();
        for (Annotation row : rows) {
            @Nullable Integer turn = turn(row);
            byTurn.computeIfAbsent(turn == null ? 0 : turn, unused -> new ArrayList<>())
                    .add(row);
        }
        byTurn.values().forEach(unit -> {
            unit.sort(BY_ANNOTATOR);
            int[] numbers = unit.stream()
                    .mapToInt(row -> annotators.number(row.subject().annotator()))
                    .toArray();
            for (int column = 0; column < columns.length; column++) {
                add(columns[column], unit, numbers, column);
            }
        });
    }

    private static @Nullable Integer turn(Annotation row) {
        if (row instanceof Rating) {
            return null;
        }
        return row instanceof Preference pair ? pair.turn() : row.identity().turn();
    }

    private static void add(UnitColumn column, List<Annotation> unit, int[] numbers, int place) {
        List<Copy> copies = new ArrayList<>();
        int last = -1;
        int again = 0;
        for (int row = 0; row < numbers.length; row++) {
            double said = JudgedColumns.value(unit.get(row), place);
            if (Double.isNaN(said)) {
                continue;
            }
            again = numbers[row] == last ? again + 1 : 0;
            last = numbers[row];
            if (again == copies.size()) {
                copies.add(new Copy());
            }
            copies.get(again).add(numbers[row], said, numbers.length);
        }
        copies.forEach(copy -> copy.addTo(column));
    }

    /** Those of a unit's rows that are each annotator's first, or second, and so on. */
    private static final class Copy {

        private int[] annotators = {};
        private double[] said = {};
        private int size;

        void add(int annotator, double value, int most) {
            if (size == annotators.length) {
                int room = Math.min(most, Math.max(4, 2 * size));
                annotators = Arrays.copyOf(annotators, room);
                said = Arrays.copyOf(said, room);
            }
            annotators[size] = annotator;
            said[size] = value;
            size++;
        }

        void addTo(UnitColumn column) {
            column.add(Arrays.copyOf(annotators, size), Arrays.copyOf(said, size));
        }
    }

    void merge(JudgedUnits other) {
        int[] numbers = annotators.numbersOf(other.annotators);
        for (int column = 0; column < columns.length; column++) {
            columns[column].merge(other.columns[column], numbers);
        }
    }

    UnitColumn column(int place) {
        return columns[place];
    }

    /** Returns the annotators' numbers, by name. */
    Map<String, Integer> annotators() {
        return annotators.numbers();
    }
}
