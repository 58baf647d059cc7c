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

    static Resampling of(int firsts, int seconds, int resamples, long seed) {
        return new Resampling(firsts, seconds, resamples, seed);
    }

    /** Takes how often each cluster was drawn; called by several threads at once, in any order. */
    interface Draw {
        void take(int resample, int[] firstWeights, int[] secondWeights);
    }

    void forEach(Draw draw) {
        long[] seeds = seeds();
        IntStream.range(0, resamples).parallel().forEach(resample -> {
            UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(seeds[resample]);
            int[] firstWeights = weights(firsts, random);
            draw.take(resample, firstWeights, weights(seconds, random));
        });
    }

    /** Gives each resample a seed of its own, so that it does not matter which thread draws it. */
    private long[] seeds() {
        UniformRandomProvider random = RandomSource.SPLIT_MIX_64.create(seed);
        return IntStream.range(0, resamples).mapToLong(i -> random.nextLong()).toArray();
    }

    private static int[] weights(int clusters, UniformRandomProvider random) {
        int[] weights = new int[clusters];
        for (int draw = 0; draw < clusters; draw++) {
            weights[random.nextInt(clusters)]++;
        }
        return weights;
    }
}
