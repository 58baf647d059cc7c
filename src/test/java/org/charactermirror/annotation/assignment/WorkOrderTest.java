package org.charactermirror.annotation.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.charactermirror.annotation.assignment.Designs.counts;
import static org.charactermirror.annotation.assignment.Designs.crossed;
import static org.charactermirror.annotation.assignment.Designs.inBlocks;
import static org.charactermirror.annotation.assignment.Designs.newcomers;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WorkOrderTest {

    @Test
    void every_beginning_of_an_order_is_even_over_the_models_to_within_two_items() {
        for (int seed = 0; seed < 60; seed++) {
            List<AssignmentItem> items = items(seed);
            AssignmentDesign design = design(items, seed);
            design.work().values().forEach(ids -> {
                Map<String, Long> whole = counts(ids, items, Designs::model);
                for (int end = 1; end <= ids.size(); end++) {
                    Map<String, Long> beginning = counts(ids.subList(0, end), items, Designs::model);
                    double part = (double) end / ids.size();
                    whole.forEach(
                            (model, number) -> assertThat(Math.abs(beginning.getOrDefault(model, 0L) - part * number))
                                    .isLessThanOrEqualTo(2));
                }
            });
        }
    }

    @Test
    void the_same_model_never_comes_twice_in_a_row_where_that_can_be_avoided() {
        for (int seed = 0; seed < 60; seed++) {
            List<AssignmentItem> items = items(seed);
            AssignmentDesign design = design(items, seed);
            // A model that has n of l items leaves l - n to stand between them, and needs n - 1.
            int unavoidable = design.work().values().stream()
                    .mapToInt(ids -> counts(ids, items, Designs::model).values().stream()
                            .mapToInt(number -> (int) (number - 1 - (ids.size() - number)))
                            .max()
                            .orElse(0))
                    .map(excess -> Math.max(0, excess))
                    .sum();
            assertThat(design.check().repeats()).isEqualTo(unavoidable);
        }
    }

    @Test
    void models_come_as_early_for_some_as_they_come_late_for_others() {
        for (int seed = 0; seed < 30; seed++) {
            assertThat(AssignmentDesign.of(crossed(13, 2, 10), newcomers(10), 1, OptionalInt.empty(), seed)
                            .check()
                            .places()
                            .values())
                    .hasSize(13)
                    .allSatisfy(place -> assertThat(place).isBetween(0.48, 0.52));
            assertThat(AssignmentDesign.of(inBlocks(5, 8, 1), newcomers(8), 1, OptionalInt.empty(), seed)
                            .check()
                            .places()
                            .values())
                    .hasSize(5)
                    .allSatisfy(place -> assertThat(place).isBetween(0.4, 0.6));
        }
    }

    private static List<AssignmentItem> items(int seed) {
        Random random = new Random(seed);
        return crossed(1 + random.nextInt(7), 1 + random.nextInt(5), 1 + random.nextInt(3));
    }

    private static AssignmentDesign design(List<AssignmentItem> items, int seed) {
        Random random = new Random(-seed);
        return AssignmentDesign.of(
                items, newcomers(1 + random.nextInt(6)), 1 + random.nextInt(3), OptionalInt.empty(), seed);
    }
}
