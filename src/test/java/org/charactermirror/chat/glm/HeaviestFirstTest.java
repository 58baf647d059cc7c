package org.charactermirror.chat.glm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeaviestFirstTest {

    @Test
    void the_order_is_that_of_sorting_by_weight_and_id() {
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 200; round++) {
            // Few different weights, so that many are equal.
            double[] weights = random.ints(random.nextInt(1, 60), 0, 8)
                    .mapToDouble(weight -> weight / 4.0)
                    .toArray();
            double least = random.nextInt(8) / 4.0;
            List<Integer> expected = IntStream.range(0, weights.length)
                    .boxed()
                    .filter(id -> weights[id] > 0 && weights[id] >= least)
                    .sorted(Comparator.comparingDouble((Integer id) -> -weights[id])
                            .thenComparing(id -> id))
                    .toList();
            List<Integer> found = new ArrayList<>();
            HeaviestFirst ids = new HeaviestFirst(weights, least);
            while (!ids.isEmpty()) {
                found.add(ids.next());
            }
            assertThat(found).isEqualTo(expected);
        }
    }
}
