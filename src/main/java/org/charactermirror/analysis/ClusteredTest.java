package org.charactermirror.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
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

    static ClusteredTest of(List<Double> annotators, List<Double> characters, boolean charactersNamed, long seed) {
        return new ClusteredTest(test(annotators, seed), test(characters, seed), charactersNamed);
    }

    private static Optional<SignFlipTest> test(List<Double> differences, long seed) {
        return differences.isEmpty()
                ? Optional.empty()
                : Optional.of(SignFlipTest.of(
                        differences.stream().mapToDouble(Double::doubleValue).toArray(), seed));
    }

    /** Returns the differences of those clusters that have both figures. */
    static List<Double> differences(OptionalDouble[] one, OptionalDouble[] other) {
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

    /** Returns the smallest p that so many annotators and characters can reach. */
    public OptionalDouble smallestP() {
        return larger(byAnnotator.map(SignFlipTest::smallestP), byCharacter.map(SignFlipTest::smallestP));
    }

    private OptionalDouble larger(Optional<Double> annotators, Optional<Double> characters) {
        if (annotators.isEmpty() || (charactersNamed && characters.isEmpty())) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(Math.max(annotators.get(), characters.orElse(0.0)));
    }
}
