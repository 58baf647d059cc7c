package org.charactermirror.analysis.calibration;

import java.util.Arrays;
import java.util.List;

/**
 * How often a person said one thing of an item and a judge another.
 *
 * @param values what was said, ascending; of outcomes their places
 * @param counts by what the person said, then by what the judge said
 */
public record Confusion(List<Double> values, List<List<Integer>> counts) {

    public Confusion {
        values = List.copyOf(values);
        counts = counts.stream().map(List::copyOf).toList();
    }

    static Confusion of(double[] values, double[] people, double[] judge) {
        Integer[][] counts = new Integer[values.length][values.length];
        Arrays.stream(counts).forEach(row -> Arrays.fill(row, 0));
        for (int i = 0; i < people.length; i++) {
            counts[Arrays.binarySearch(values, people[i])][Arrays.binarySearch(values, judge[i])]++;
        }
        return new Confusion(
                Arrays.stream(values).boxed().toList(),
                Arrays.stream(counts).map(Arrays::asList).toList());
    }
}
