package org.charactermirror.chat.glm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How many seconds the same work took when it was repeated. Whatever else is at work only makes it slower, so that the
 * best is what the machine can do.
 *
 * @param best the least
 * @param median the middle one
 * @param worst the most
 * @param repetitions how often it was measured, at least once
 */
public record Repeated(double best, double median, double worst, int repetitions) {

    /** The most that is measured, however short the work is. */
    private static final int MOST = 1000;

    /**
     * Measures work, after doing it once unmeasured: memory is taken and kernels are made the first time.
     *
     * @param fewest how often at least
     * @param seconds for how long at least, unless it was done a thousand times
     */
    static Repeated of(Runnable work, int fewest, double seconds) {
        work.run();
        List<Double> times = new ArrayList<>();
        long start = System.nanoTime();
        while (times.size() < fewest || (times.size() < MOST && (System.nanoTime() - start) / 1e9 < seconds)) {
            long before = System.nanoTime();
            work.run();
            times.add((System.nanoTime() - before) / 1e9);
        }
        return of(times);
    }

    static Repeated of(List<Double> times) {
        List<Double> sorted = new ArrayList<>(times);
        Collections.sort(sorted);
        return new Repeated(sorted.get(0), sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1), sorted.size());
    }

    /**
     * Returns what this work takes with all layers of a model, from what it takes with one layer and, here, with some of
     * them. The spread is that of the latter.
     */
    Repeated extrapolated(Repeated one, int most, int layers) {
        double whole = SpeedTest.whole(one.best, best, most, layers);
        return new Repeated(whole, whole * median / best, whole * worst / best, repetitions);
    }
}
