package org.charactermirror.analysis;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.Arrays;
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
    /** By the annotator whose name is later, then the other: how often one value met another, the earlier one's first. */
    private transient long[][][] pairs = {};
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
            addPairs(annotators, what);
        }
        if (withRests && what.length > 1) {
            addRests(annotators, what);
        }
    }

    private void addPairs(int[] annotators, int[] what) {
        int highest = Arrays.stream(annotators).max().orElse(0);
        for (int j = 1; j < what.length; j++) {
            long[][] earlier = earlier(annotators[j], highest);
            for (int i = 0; i < j; i++) {
                long[] table = earlier[annotators[i]];
                if (table.length == 0) {
                    table = new long[room * room];
                    earlier[annotators[i]] = table;
                }
                table[what[i] * room + what[j]]++;
            }
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

    /** Returns an annotator's tables, with a place for each of the others up to a number. */
    private long[][] earlier(int later, int highest) {
        if (later >= pairs.length) {
            int before = pairs.length;
            pairs = Arrays.copyOf(pairs, Math.max(later + 1, 2 * before));
            Arrays.fill(pairs, before, pairs.length, new long[0][]);
        }
        long[][] tables = pairs[later];
        if (highest >= tables.length) {
            int before = tables.length;
            tables = Arrays.copyOf(tables, Math.max(highest + 1, 2 * before));
            Arrays.fill(tables, before, tables.length, new long[0]);
            pairs[later] = tables;
        }
        return tables;
    }

    private void makeRoom(int size) {
        if (size <= room) {
            return;
        }
        int before = room;
        // Values are few, and nearly all of them come with the first units.
        room = Math.max(size, room * 5 / 4);
        for (long[][] tables : pairs) {
            Arrays.setAll(tables, i -> wider(tables[i], before));
        }
        rests.values().forEach(tables -> tables.replaceAll((others, table) -> wider(table, before)));
    }

    private long[] wider(long[] table, int before) {
        if (table.length == 0) {
            return table;
        }
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
        for (int later = 0; later < other.pairs.length; later++) {
            long[][] theirs = other.pairs[later];
            for (int first = 0; first < theirs.length; first++) {
                if (theirs[first].length > 0) {
                    long[][] tables = earlier(annotators[later], annotators[first]);
                    if (tables[annotators[first]].length == 0) {
                        tables[annotators[first]] = new long[room * room];
                    }
                    addTable(tables[annotators[first]], theirs[first], numbers, other.room);
                }
            }
        }
        other.rests.forEach((annotator, tables) -> tables.forEach(
                (others, theirs) -> addTable(rest(annotators[annotator], others), theirs, numbers, other.room)));
    }

    /** Writes tables as numbers: they are too many to be written as objects. */
    private void writeObject(ObjectOutputStream out) throws IOException {
        out.defaultWriteObject();
        out.writeInt(pairs.length);
        for (long[][] tables : pairs) {
            out.writeInt(tables.length);
            for (long[] table : tables) {
                write(table, out);
            }
        }
        out.writeInt(rests.size());
        for (Map.Entry<Integer, TreeMap<Integer, long[]>> annotator : rests.entrySet()) {
            out.writeInt(annotator.getKey());
            out.writeInt(annotator.getValue().size());
            for (Map.Entry<Integer, long[]> table : annotator.getValue().entrySet()) {
                out.writeInt(table.getKey());
                write(table.getValue(), out);
            }
        }
    }

    private static void write(long[] table, ObjectOutputStream out) throws IOException {
        out.writeBoolean(table.length > 0);
        for (long count : table) {
            out.writeLong(count);
        }
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        pairs = new long[in.readInt()][][];
        for (int later = 0; later < pairs.length; later++) {
            pairs[later] = new long[in.readInt()][];
            for (int first = 0; first < pairs[later].length; first++) {
                pairs[later][first] = readTable(in);
            }
        }
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
        long[] table = new long[in.readBoolean() ? room * room : 0];
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
        boolean met = later < pairs.length && earlier < pairs[later].length && pairs[later][earlier].length > 0;
        return met ? ascending(pairs[later][earlier]) : new long[0][];
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
