package org.charactermirror.stats;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/** A source of random numbers for simulations: the same seed gives the same numbers on every machine. Not thread-safe. */
public final class NormalDraws {

    private final UniformRandomProvider random;
    private double spare = Double.NaN;

    private NormalDraws(UniformRandomProvider random) {
        this.random = random;
    }

    /** Starts a sequence. */
    public static NormalDraws seeded(long seed) {
        return new NormalDraws(RandomSource.XO_RO_SHI_RO_128_PP.create(seed));
    }

    /** Returns a number from the normal distribution of mean 0 and standard deviation 1 (Marsaglia and Bray 1964). */
    public double normal() {
        if (!Double.isNaN(spare)) {
            double kept = spare;
            spare = Double.NaN;
            return kept;
        }
        while (true) {
            double x = 2 * random.nextDouble() - 1;
            double y = 2 * random.nextDouble() - 1;
            double square = x * x + y * y;
            if (square > 0 && square < 1) {
                double factor = Math.sqrt(-2 * StrictMath.log(square) / square);
                spare = y * factor;
                return x * factor;
            }
        }
    }

    /** Returns a number from 0 to below 1, all equally likely. */
    public double uniform() {
        return random.nextDouble();
    }

    /** Returns a seed for another sequence. */
    public long seed() {
        return random.nextLong();
    }
}
