package org.charactermirror.stats;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/** Draws as many things as there are, with replacement, and counts how many of each kind came. */
final class Multinomial {

    /** A binomial draw takes about as long as so many draws of single things. */
    private static final int BINOMIAL = 12;

    private final long[] frequencies;
    private final long total;
    /** The kind of each thing; empty where kinds are few and drawn one after the other. */
    private final int[] kinds;

    Multinomial(long[] frequencies) {
        this.frequencies = frequencies.clone();
        this.total = Arrays.stream(frequencies).sum();
        this.kinds = total > (long) BINOMIAL * frequencies.length ? new int[0] : new int[Math.toIntExact(total)];
        int next = 0;
        for (int kind = 0; kind < frequencies.length && kinds.length > 0; kind++) {
            Arrays.fill(kinds, next, next + (int) frequencies[kind], kind);
            next += (int) frequencies[kind];
        }
    }

    /** Returns counts that sum to the number of things. */
    long[] draw(UniformRandomProvider random) {
        return kinds.length > 0 ? oneByOne(random) : kindByKind(random);
    }

    private long[] oneByOne(UniformRandomProvider random) {
        long[] counts = new long[frequencies.length];
        for (int drawn = 0; drawn < kinds.length; drawn++) {
            counts[kinds[random.nextInt(kinds.length)]]++;
        }
        return counts;
    }

    private long[] kindByKind(UniformRandomProvider random) {
        long[] counts = new long[frequencies.length];
        long left = total;
        long others = total;
        for (int kind = 0; kind < frequencies.length && left > 0; kind++) {
            counts[kind] =
                    frequencies[kind] == others ? left : binomial(left, (double) frequencies[kind] / others, random);
            left -= counts[kind];
            others -= frequencies[kind];
        }
        return counts;
    }

    /** Draws from the binomial distribution by inversion outward from its mode: about as many steps as its spread. */
    private static long binomial(long n, double p, UniformRandomProvider random) {
        long mode = (long) ((n + 1) * p);
        double odds = p / (1 - p);
        double atMode = Math.exp(LogFactorial.of(n)
                - LogFactorial.of(mode)
                - LogFactorial.of(n - mode)
                + mode * Math.log(p)
                + (n - mode) * Math.log1p(-p));
        double left = random.nextDouble() - atMode;
        long down = mode;
        long up = mode;
        double below = atMode;
        double above = atMode;
        if (left < 0) {
            return mode;
        }
        while (down > 0 || up < n) {
            if (up < n) {
                above *= odds * (n - up) / (up + 1);
                up++;
                left -= above;
                if (left < 0) {
                    return up;
                }
            }
            if (down > 0) {
                below *= down / (odds * (n - down + 1));
                down--;
                left -= below;
                if (left < 0) {
                    return down;
                }
            }
        }
        // Only rounding in the last digits of the sum of all probabilities leads here.
        return mode;
    }
}
