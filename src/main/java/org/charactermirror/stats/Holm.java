package org.charactermirror.stats;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Holm's correction for testing several hypotheses at once (Holm 1979). */
public final class Holm {

    private Holm() {}

    /**
     * Returns the corrected p-values in the places of the given ones.
     *
     * @param p from 0 to 1
     */
    public static double[] adjusted(double[] p) {
        int[] order = IntStream.range(0, p.length)
                .boxed()
                .sorted(Comparator.comparingDouble(index -> p[index]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] adjusted = new double[p.length];
        double largest = 0;
        for (int rank = 0; rank < order.length; rank++) {
            double value = p[order[rank]];
            if (!(value >= 0 && value <= 1)) {
                throw new IllegalArgumentException("a p-value is " + value);
            }
            largest = Math.max(largest, Math.min(1, (p.length - rank) * value));
            adjusted[order[rank]] = largest;
        }
        return adjusted;
    }
}
