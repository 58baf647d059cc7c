package org.charactermirror.stats;

import java.util.Arrays;
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

    private ClusterSums(int[] ends, int[] seconds, double[] sums, double[] counts) {
        this.ends = ends;
        this.seconds = seconds;
        this.sums = sums;
        this.counts = counts;
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
        return (int) Arrays.stream(seconds).distinct().count();
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

    /**
     * Returns the weighted mean.
     *
     * @param firstWeights how often each cluster was drawn
     * @return NaN where no row was drawn
     */
    double weightedMean(int[] firstWeights, int[] secondWeights) {
        double sum = 0;
        double count = 0;
        int cell = 0;
        for (int first = 0; first < ends.length; first++) {
            int end = ends[first];
            int weight = firstWeights[first];
            if (weight == 0) {
                cell = end;
                continue;
            }
            double partSum = 0;
            double partCount = 0;
            for (; cell < end; cell++) {
                int secondWeight = secondWeights[seconds[cell]];
                partSum += secondWeight * sums[cell];
                partCount += secondWeight * counts[cell];
            }
            sum += weight * partSum;
            count += weight * partCount;
        }
        return sum / count;
    }

    /** Takes in rows. */
    public static final class Builder {

        private final int firsts;
        private final int secondCount;
        private final Map<Long, double[]> cells = new TreeMap<>();

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
            double[] cell = cells.computeIfAbsent((long) first * secondCount + second, key -> new double[2]);
            cell[0] += sum;
            cell[1] += count;
        }

        /** Returns the sums. */
        public ClusterSums build() {
            int[] ends = new int[firsts];
            int[] seconds = new int[cells.size()];
            double[] sums = new double[cells.size()];
            double[] counts = new double[cells.size()];
            int next = 0;
            for (Map.Entry<Long, double[]> cell : cells.entrySet()) {
                seconds[next] = (int) (cell.getKey() % secondCount);
                sums[next] = cell.getValue()[0];
                counts[next] = cell.getValue()[1];
                next++;
                ends[(int) (cell.getKey() / secondCount)] = next;
            }
            for (int first = 1; first < firsts; first++) {
                ends[first] = Math.max(ends[first], ends[first - 1]);
            }
            return new ClusterSums(ends, seconds, sums, counts);
        }
    }
}
