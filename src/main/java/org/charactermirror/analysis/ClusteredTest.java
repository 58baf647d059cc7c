package org.charactermirror.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.charactermirror.stats.Holm;
import org.charactermirror.stats.Interval;
import org.charactermirror.stats.SignFlipTest;

/**
 * Whether a difference holds beyond the annotators and beyond the characters of a study: both are tested by flipping signs, and
 * the larger p counts.
 *
 * @param byAnnotator of the annotators' mean differences; nothing where no annotator has one
 * @param byCharacter likewise; nothing also where rows do not name their characters
 * @param charactersNamed whether all rows do
 */
public record ClusteredTest(
        Optional<SignFlipTest> byAnnotator, Optional<SignFlipTest> byCharacter, boolean charactersNamed) {

    /** A difference holds only if its p-value, corrected for several pairs, is below this. */
    public static final double SIGNIFICANT = 0.05;

    /**
     * Tests.
     *
     * @param annotators the mean difference of each annotator who judged both models
     * @param characters of each character likewise; empty where rows do not name them
     * @param seed of the drawn patterns, where there are too many to look at all
     */
    public static ClusteredTest of(
            List<Double> annotators, List<Double> characters, boolean charactersNamed, long seed) {
        return new ClusteredTest(test(annotators, seed), test(characters, seed), charactersNamed);
    }

    private static Optional<SignFlipTest> test(List<Double> differences, long seed) {
        return differences.isEmpty()
                ? Optional.empty()
                : Optional.of(SignFlipTest.of(
                        differences.stream().mapToDouble(Double::doubleValue).toArray(), seed));
    }

    /** Returns the differences of those clusters that have both figures. */
    public static List<Double> differences(OptionalDouble[] one, OptionalDouble[] other) {
        List<Double> differences = new ArrayList<>();
        for (int cluster = 0; cluster < one.length; cluster++) {
            if (one[cluster].isPresent() && other[cluster].isPresent()) {
                differences.add(one[cluster].getAsDouble() - other[cluster].getAsDouble());
            }
        }
        return differences;
    }

    /**
     * Returns the larger of the two p-values, or that of annotators where rows do not name characters; nothing where a test
     * that counts could not be made, such as by annotators who never judged both models.
     */
    public OptionalDouble p() {
        return larger(byAnnotator.map(SignFlipTest::p), byCharacter.map(SignFlipTest::p));
    }

    /**
     * Tells whether a difference holds: its corrected p is below {@link #SIGNIFICANT}, and its interval leaves out 0. Without a
     * test or without an interval none does.
     */
    public static boolean holds(OptionalDouble correctedP, Optional<Interval> ofDifference) {
        // The p alone rejects too often where many annotators and characters are crossed: docs/statistics.md.
        return correctedP.isPresent()
                && correctedP.getAsDouble() < SIGNIFICANT
                && ofDifference.isPresent()
                && !ofDifference.get().contains(0);
    }

    /** Returns the smallest p that so many annotators and characters can reach. */
    public OptionalDouble smallestP() {
        return larger(byAnnotator.map(SignFlipTest::smallestP), byCharacter.map(SignFlipTest::smallestP));
    }

    /** Corrects those p-values that there are, by Holm's method; the others are no tests and count for none. */
    public static OptionalDouble[] holm(List<OptionalDouble> p) {
        int[] tested =
                IntStream.range(0, p.size()).filter(i -> p.get(i).isPresent()).toArray();
        double[] adjusted = Holm.adjusted(
                Arrays.stream(tested).mapToDouble(i -> p.get(i).orElseThrow()).toArray());
        OptionalDouble[] all = new OptionalDouble[p.size()];
        Arrays.fill(all, OptionalDouble.empty());
        for (int i = 0; i < tested.length; i++) {
            all[tested[i]] = OptionalDouble.of(adjusted[i]);
        }
        return all;
    }

    private OptionalDouble larger(Optional<Double> annotators, Optional<Double> characters) {
        if (annotators.isEmpty() || (charactersNamed && characters.isEmpty())) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(Math.max(annotators.get(), characters.orElse(0.0)));
    }
}
