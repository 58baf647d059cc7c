package org.charactermirror.stats;

import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Draws clusters of two kinds with replacement, again and again, each time as many as there are.
 *
 * @param firsts how many clusters of the first kind there are
 * @param seconds how many of the second kind; 1 if there is one kind only
 */
record Resampling(int firsts, int seconds, int resamples, long seed) {

    /** So many draws at once: the weights of a few hundred clusters stay near the processor. */
    private static final int BLOCK = 128;

    static Resampling of(int firsts, int seconds, int resamples, long seed) {
        return new Resampling(firsts, seconds, resamples, seed);
    }

    /** Takes a block of draws; called by several threads at once, in any order. */
    interface Block {
        void take(DrawnWeights drawn);
    }

    /** Draws blocks of resamples, the same ones as one by one. */
    void forEachBlock(Block block) {
        long[] seeds = seeds();
        IntStream.range(0, (resamples + BLOCK - 1) / BLOCK).parallel().forEach(number -> {
            int from = number * BLOCK;
            int draws = Math.min(BLOCK, resamples - from);
            double[][] drawnFirsts = new double[firsts][draws];
            double[][] drawnSeconds = new double[seconds][draws];
            for (int draw = 0; draw < draws; draw++) {
                UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(seeds[from + draw]);
                count(drawnFirsts, draw, random);
                count(drawnSeconds, draw, random);
            }
            block.take(new DrawnWeights(from, drawnFirsts, drawnSeconds));
        });
    }

    private static void count(double[][] weights, int draw, UniformRandomProvider random) {
        for (int i = 0; i < weights.length; i++) {
            weights[random.nextInt(weights.length)][draw]++;
        }
    }

    /** Gives each resample a seed of its own, so that it does not matter which thread draws it. */
    private long[] seeds() {
        UniformRandomProvider random = RandomSource.SPLIT_MIX_64.create(seed);
        return IntStream.range(0, resamples).mapToLong(i -> random.nextLong()).toArray();
    }
}
