package org.charactermirror.stats;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * The rows of one figure, added up within clusters of two kinds, such as annotators and characters: all that a bootstrap of a
 * mean or a share needs to know of them, however many rows there are.
 */
public final class ClusterSums {

    /** Of each first cluster, the place after its last cell. */
    private final int[] ends;

    private final int[] seconds;
    private final double[] sums;
    private final double[] counts;
    private final int secondsWithRows;

    private ClusterSums(int[] ends, int[] seconds, double[] sums, double[] counts) {
        this.ends = ends;
        this.seconds = seconds;
        this.sums = sums;
        this.counts = counts;
        this.secondsWithRows = different(seconds);
    }

    private static int different(int[] numbers) {
        BitSet found = new BitSet();
        for (int number : numbers) {
            found.set(number);
        }
        return found.cardinality();
    }

    /** Returns the mean of all rows; not estimable without rows. */
    public Estimate mean() {
        double sum = 0;
        double count = 0;
        for (int cell = 0; cell < sums.length; cell++) {
            sum += sums[cell];
            count += counts[cell];
        }
        return count == 0 ? Estimate.notEstimable("no rows") : Estimate.of(sum / count);
    }

    /** Returns how many clusters of the first kind have rows. */
    public int firstsWithRows() {
        int found = 0;
        for (int first = 0; first < ends.length; first++) {
            found += ends[first] > (first == 0 ? 0 : ends[first - 1]) ? 1 : 0;
        }
        return found;
    }

    /** Returns how many clusters of the second kind have rows. */
    public int secondsWithRows() {
        return secondsWithRows;
    }

    /** Returns how many rows there are. */
    public long rows() {
        double count = 0;
        for (double cell : counts) {
            count += cell;
        }
        return (long) count;
    }

    /** Returns the mean of each first cluster's rows; nothing for one that has none. */
    public OptionalDouble[] meansOfFirst() {
        OptionalDouble[] means = new OptionalDouble[ends.length];
        for (int first = 0; first < ends.length; first++) {
            double sum = 0;
            double count = 0;
            for (int cell = first == 0 ? 0 : ends[first - 1]; cell < ends[first]; cell++) {
                sum += sums[cell];
                count += counts[cell];
            }
            means[first] = count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
        }
        return means;
    }

    /** Tells whether each cell has as many rows as another figure's. */
    boolean hasRowsOf(ClusterSums other) {
        return Arrays.equals(counts, other.counts)
                && Arrays.equals(seconds, other.seconds)
                && Arrays.equals(ends, other.ends);
    }

    /** Adds up values times weights, for each draw of a block. */
    double[] weightedSums(DrawnWeights drawn) {
        return weighted(sums, drawn);
    }

    /** Adds up how many rows were drawn, for each draw of a block. */
    double[] weightedCounts(DrawnWeights drawn) {
        return weighted(counts, drawn);
    }

    /** Goes through cells one by one, and at each through all draws: the processor takes several of these at once. */
    private double[] weighted(double[] values, DrawnWeights drawn) {
        int draws = drawn.draws();
        double[] all = new double[draws];
        double[] part = new double[draws];
        int cell = 0;
        for (int first = 0; first < ends.length; first++) {
            if (cell == ends[first]) {
                continue;
            }
            Arrays.fill(part, 0);
            double[][] weights = drawn.seconds();
            for (; cell + 3 < ends[first]; cell += 4) {
                addTimes(
                        part,
                        new double[] {values[cell], values[cell + 1], values[cell + 2], values[cell + 3]},
                        weights[seconds[cell]],
                        weights[seconds[cell + 1]],
                        weights[seconds[cell + 2]],
                        weights[seconds[cell + 3]]);
            }
            for (; cell < ends[first]; cell++) {
                addTimes(part, values[cell], weights[seconds[cell]]);
            }
            addProducts(all, part, drawn.firsts()[first]);
        }
        return all;
    }

    /** Adds four products at once, which reads and writes the sums a quarter as often. */
    private static void addTimes(double[] to, double[] factors, double[] a, double[] b, double[] c, double[] d) {
        double ofA = factors[0];
        double ofB = factors[1];
        double ofC = factors[2];
        double ofD = factors[3];
        for (int i = 0; i < to.length; i++) {
            to[i] += ofA * a[i] + ofB * b[i] + (ofC * c[i] + ofD * d[i]);
        }
    }

    private static void addTimes(double[] to, double factor, double[] values) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * values[i];
        }
    }

    private static void addProducts(double[] to, double[] one, double[] other) {
        for (int i = 0; i < to.length; i++) {
            to[i] += one[i] * other[i];
        }
    }

    /** Takes in rows. */
    public static final class Builder {

        /** Up to so many pairs of clusters an array has a place for each of them, with rows or without. */
        private static final int DENSE = 1 << 20;

        private final int firsts;
        private final int secondCount;
        private final Map<Long, double[]> cells = new TreeMap<>();
        private final double[] denseSums;
        private final long[] denseCounts;

        /**
         * Starts without rows.
         *
         * @param firsts how many clusters there are of the first kind, those without rows of this figure included
         * @param seconds the same of the second kind; 1 where clusters are of one kind only
         */
        public Builder(int firsts, int seconds) {
            if (firsts < 1 || seconds < 1) {
                throw new IllegalArgumentException(firsts + " and " + seconds + " clusters");
            }
            this.firsts = firsts;
            this.secondCount = seconds;
            boolean dense = (long) firsts * seconds <= DENSE;
            this.denseSums = new double[dense ? firsts * seconds : 0];
            this.denseCounts = new long[denseSums.length];
        }

        /** Adds a row's value; a share adds 0 or 1. */
        public void add(int first, int second, double value) {
            add(first, second, value, 1);
        }

        /** Adds rows that were already added up. */
        public void add(int first, int second, double sum, long count) {
            if (first < 0 || first >= firsts || second < 0 || second >= secondCount || count < 1) {
                throw new IllegalArgumentException("cluster " + first + ", " + second + " with " + count + " rows");
            }
            if (denseSums.length > 0) {
                denseSums[first * secondCount + second] += sum;
                denseCounts[first * secondCount + second] += count;
                return;
            }
            double[] cell = cells.computeIfAbsent((long) first * secondCount + second, key -> new double[2]);
            cell[0] += sum;
            cell[1] += count;
        }

        /** Returns the sums. */
        public ClusterSums build() {
            int size = denseSums.length > 0
                    ? (int) Arrays.stream(denseCounts)
                            .filter(count -> count > 0)
                            .count()
                    : cells.size();
            Filled filled = new Filled(firsts, size);
            for (int place = 0; place < denseSums.length; place++) {
                if (denseCounts[place] > 0) {
                    filled.add(place / secondCount, place % secondCount, denseSums[place], (double) denseCounts[place]);
                }
            }
            cells.forEach((place, cell) ->
                    filled.add((int) (place / secondCount), (int) (place % secondCount), cell[0], cell[1]));
            return filled.sums();
        }
    }

    /** The cells with rows, one after the other. */
    private static final class Filled {

        private final int[] ends;
        private final int[] seconds;
        private final double[] sums;
        private final double[] counts;
        private int next;

        Filled(int firsts, int size) {
            ends = new int[firsts];
            seconds = new int[size];
            sums = new double[size];
            counts = new double[size];
        }

        void add(int first, int second, double sum, double count) {
            seconds[next] = second;
            sums[next] = sum;
            counts[next] = count;
            next++;
            ends[first] = next;
        }

        ClusterSums sums() {
            for (int first = 1; first < ends.length; first++) {
                ends[first] = Math.max(ends[first], ends[first - 1]);
            }
            return new ClusterSums(ends, seconds, sums, counts);
        }
    }
}
