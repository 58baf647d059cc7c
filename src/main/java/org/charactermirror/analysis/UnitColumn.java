package org.charactermirror.analysis;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.charactermirror.stats.UnitPattern;

/**
 * What is said in one column by those who judged the same units: the pattern of each unit, the tables of each two annotators, and
 * each annotator's values beside those of all others.
 *
 * <p>Annotators are numbers of whoever adds; values are numbered here.
 */
final class UnitColumn implements Serializable {

    private static final long serialVersionUID = 1;

    private static final int FIRST_ROOM = 2;

    private final boolean withPairs;
    private final boolean withRests;
    private final Dictionary<Double> values = new Dictionary<>();
    private final HashMap<UnitPattern, Long> patterns = new HashMap<>();
    /** How often the value of the annotator whose name is earlier met that of the other. */
    private transient PairTables pairs = new PairTables(FIRST_ROOM);
    /** By annotator, then how many others judged the unit: how often their own value met each of theirs. */
    private transient HashMap<Integer, TreeMap<Integer, long[]>> rests = new HashMap<>();
    /** How many values there is room for in each table. */
    private int room = FIRST_ROOM;

    /**
     * Starts without units.
     *
     * @param withPairs whether the tables of each two annotators are wanted
     * @param withRests whether each annotator's values beside those of all others are
     */
    UnitColumn(boolean withPairs, boolean withRests) {
        this.withPairs = withPairs;
        this.withRests = withRests;
    }

    /**
     * Adds what was said of one unit.
     *
     * @param annotators in the order of their names, each once
     * @param said by each of them
     */
    void add(int[] annotators, double[] said) {
        int[] what = new int[said.length];
        for (int i = 0; i < said.length; i++) {
            what[i] = values.number(said[i]);
        }
        makeRoom(values.size());
        patterns.merge(UnitPattern.of(said), 1L, Long::sum);
        if (withPairs) {
            pairs.add(annotators, what);
        }
        if (withRests && what.length > 1) {
            addRests(annotators, what);
        }
    }

    private void addRests(int[] annotators, int[] what) {
        int[] counts = new int[values.size()];
        for (int value : what) {
            counts[value]++;
        }
        for (int i = 0; i < what.length; i++) {
            long[] table = rest(annotators[i], what.length - 1);
            for (int value = 0; value < counts.length; value++) {
                table[what[i] * room + value] += counts[value] - (value == what[i] ? 1 : 0);
            }
        }
    }

    private long[] rest(int annotator, int others) {
        return rests.computeIfAbsent(annotator, unused -> new TreeMap<>())
                .computeIfAbsent(others, unused -> new long[room * room]);
    }

    private void makeRoom(int size) {
        if (size <= room) {
            return;
        }
        int before = room;
        // Values are few, and nearly all of them come with the first units.
        room = Math.max(size, room * 5 / 4);
        pairs.widen(room);
        rests.values().forEach(tables -> tables.replaceAll((others, table) -> wider(table, before)));
    }

    private long[] wider(long[] table, int before) {
        long[] wide = new long[room * room];
        for (int value = 0; value < before; value++) {
            System.arraycopy(table, value * before, wide, value * room, before);
        }
        return wide;
    }

    /**
     * Adds another one's units.
     *
     * @param annotators by their numbers there, their numbers here
     */
    void merge(UnitColumn other, int[] annotators) {
        int[] numbers = values.numbersOf(other.values);
        makeRoom(values.size());
        other.patterns.forEach((pattern, count) -> patterns.merge(pattern, count, Long::sum));
        pairs.merge(other.pairs, annotators, numbers);
        other.rests.forEach((annotator, tables) -> tables.forEach(
                (others, theirs) -> addTable(rest(annotators[annotator], others), theirs, numbers, other.room)));
    }

    /** Writes tables as numbers: they are too many to be written as objects. */
    private void writeObject(ObjectOutputStream out) throws IOException {
        out.defaultWriteObject();
        pairs.write(out);
        out.writeInt(rests.size());
        for (Map.Entry<Integer, TreeMap<Integer, long[]>> annotator : rests.entrySet()) {
            out.writeInt(annotator.getKey());
            out.writeInt(annotator.getValue().size());
            for (Map.Entry<Integer, long[]> table : annotator.getValue().entrySet()) {
                out.writeInt(table.getKey());
                for (long count : table.getValue()) {
                    out.writeLong(count);
                }
            }
        }
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        pairs = PairTables.read(room, in);
        rests = new HashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            TreeMap<Integer, long[]> tables = new TreeMap<>();
            rests.put(in.readInt(), tables);
            for (int more = in.readInt(); more > 0; more--) {
                tables.put(in.readInt(), readTable(in));
            }
        }
    }

    private long[] readTable(ObjectInputStream in) throws IOException {
        long[] table = new long[room * room];
        for (int cell = 0; cell < table.length; cell++) {
            table[cell] = in.readLong();
        }
        return table;
    }

    private void addTable(long[] to, long[] from, int[] numbers, int theirRoom) {
        for (int one = 0; one < numbers.length; one++) {
            for (int two = 0; two < numbers.length; two++) {
                to[numbers[one] * room + numbers[two]] += from[one * theirRoom + two];
            }
        }
    }

    /** Tells whether anybody said anything. */
    boolean isEmpty() {
        return patterns.isEmpty();
    }

    /** Returns how many units there are of each pattern. */
    Map<UnitPattern, Long> patterns() {
        return patterns;
    }

    /** Returns all values, ascending. */
    double[] scale() {
        return values.values().stream()
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
    }

    /** Returns how often each value of the one, by row, met each of the other; nothing where they judged no unit in common. */
    long[][] pair(int earlier, int later) {
        long[] table = pairs.table(earlier, later);
        return table.length > 0 ? ascending(table) : new long[0][];
    }

    /** Returns by how many others judged with them, how often an annotator's values, by row, met theirs. */
    SortedMap<Integer, long[][]> rest(int annotator) {
        SortedMap<Integer, long[][]> found = new TreeMap<>();
        rests.getOrDefault(annotator, new TreeMap<>()).forEach((others, table) -> found.put(others, ascending(table)));
        return found;
    }

    private long[][] ascending(long[] table) {
        double[] scale = scale();
        Map<Double, Integer> numbers = values.numbers();
        long[][] counts = new long[scale.length][scale.length];
        for (int row = 0; row < scale.length; row++) {
            for (int column = 0; column < scale.length; column++) {
                counts[row][column] = table[number(numbers, scale[row]) * room + number(numbers, scale[column])];
            }
        }
        return counts;
    }

    private static int number(Map<Double, Integer> numbers, double value) {
        return numbers.getOrDefault(value, -1);
    }
}
