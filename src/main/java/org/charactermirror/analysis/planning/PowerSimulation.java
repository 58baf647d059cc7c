package org.charactermirror.analysis.planning;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.charactermirror.analysis.ClusteredTest;
import org.charactermirror.stats.NormalDraws;

/**
 * Simulates studies and counts in how many the report's own test finds a difference: the larger of the annotators' and the
 * characters' sign-flip p, corrected by Holm's method for all pairs of models.
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
        int found = 0;
        // The pairs of the model that differs come first.
        for (int other = 0; other < question.models() - 1; other++) {
            found += significant(holm[other]) ? 1 : 0;
        }
        return new Result(
                significant(holm[0]), found == question.models() - 1, study.outside(), study.simulatedDifference());
    }

    private static boolean significant(OptionalDouble p) {
        return p.orElse(1) < ClusteredTest.SIGNIFICANT;
    }
}
