package org.charactermirror.analysis.planning;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.charactermirror.analysis.ClusteredTest;
import org.charactermirror.stats.NormalDraws;

/**
 * Simulates studies and counts in how many a difference holds by the report's own rule: the larger of the annotators' and the
 * characters' sign-flip p, corrected by Holm's method for all pairs of models, is below 0.05, and the interval leaves out 0.
 *
 * @param simulations how many studies of each design, at least 1
 * @param seed the same for all designs
 */
public record PowerSimulation(Question question, int simulations, long seed) {

    public PowerSimulation {
        if (simulations < 1) {
            throw new IllegalArgumentException(simulations + " simulations");
        }
    }

    /** What one simulated study said. */
    private record Result(boolean found, boolean foundAll, double outside, double difference) {}

    /** Simulates studies of a design; none where even the clearest of them could not be significant. */
    public Power of(Design design) {
        double smallest = Math.min(1, question.pairs() * design.smallestP());
        if (smallest >= ClusteredTest.SIGNIFICANT) {
            return new Power(design, smallest, 0, 0, 0, 0, question.difference());
        }
        NormalDraws seeds = NormalDraws.seeded(seed);
        long[] each =
                IntStream.range(0, simulations).mapToLong(i -> seeds.seed()).toArray();
        // A list keeps the order of the studies, whichever thread drew them: sums of doubles depend on it.
        List<Result> results = IntStream.range(0, simulations)
                .parallel()
                .mapToObj(i -> result(SimulatedStudy.drawn(question, design, each[i])))
                .toList();
        return new Power(
                design,
                smallest,
                simulations,
                (int) results.stream().filter(Result::found).count(),
                (int) results.stream().filter(Result::foundAll).count(),
                results.stream().mapToDouble(Result::outside).sum() / simulations,
                results.stream().mapToDouble(Result::difference).sum() / simulations);
    }

    private Result result(SimulatedStudy study) {
        OptionalDouble[] holm = ClusteredTest.holm(study.clusteredP(ClusteredTest.SIGNIFICANT));
        boolean found = holds(study, holm, 1);
        boolean foundAll = found;
        for (int other = 2; foundAll && other < question.models(); other++) {
            foundAll = holds(study, holm, other);
        }
        return new Result(found, foundAll, study.outside(), study.simulatedDifference());
    }

    /** Tells whether the first model's difference from another one holds. */
    private static boolean holds(SimulatedStudy study, OptionalDouble[] holm, int other) {
        // The pairs of the first model come first. An interval takes longer than a test, and is drawn only where it
        // matters.
        OptionalDouble p = holm[other - 1];
        return p.orElse(1) < ClusteredTest.SIGNIFICANT && ClusteredTest.holds(p, study.interval(other));
    }
}
