package org.charactermirror.annotation.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.charactermirror.annotation.assignment.Designs.counts;
import static org.charactermirror.annotation.assignment.Designs.crossed;
import static org.charactermirror.annotation.assignment.Designs.inBlocks;
import static org.charactermirror.annotation.assignment.Designs.newcomers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class AssignmentDesignTest {

    private static final OptionalInt NO_BOUND = OptionalInt.empty();

    @Test
    void the_papers_design_comes_out_complete() {
        // 13 models with 2 characters, 10 dialogues of each: 260 dialogues, 26 for each of ten people,
        // of them 26 / 13 = 2 of every model, 26 / 2 = 13 of every character, and one of each with each.
        List<AssignmentItem> items = crossed(13, 2, 10);

        AssignmentDesign design = AssignmentDesign.of(items, newcomers(10), 1, NO_BOUND, 7);

        assertThat(design.work().values()).allSatisfy(ids -> {
            assertThat(ids).hasSize(26);
            assertThat(counts(ids, items, Designs::model).values()).hasSize(13).containsOnly(2L);
            assertThat(counts(ids, items, AssignmentItem::character).values())
                    .hasSize(2)
                    .containsOnly(13L);
            assertThat(counts(ids, items, item -> Designs.model(item) + item.character())
                            .values())
                    .hasSize(26)
                    .containsOnly(1L);
        });
        assertThat(design.work().values().stream().flatMap(List::stream))
                .hasSize(260)
                .doesNotHaveDuplicates();
    }

    @Test
    void every_share_is_the_fair_one_rounded_up_or_down() {
        for (int seed = 0; seed < 150; seed++) {
            Random random = new Random(seed);
            List<AssignmentItem> items = crossed(1 + random.nextInt(6), 1 + random.nextInt(6), 1 + random.nextInt(4));
            int people = 1 + random.nextInt(12);
            int perItem = 1 + random.nextInt(4);

            AssignmentDesign design = AssignmentDesign.of(items, newcomers(people), perItem, NO_BOUND, seed);

            int judges = Math.min(perItem, people);
            assertThat(judges(design))
                    .hasSize(items.size())
                    .allSatisfy((id, names) -> assertThat(names).hasSize(judges));
            for (Function<AssignmentItem, String> trait : List.<Function<AssignmentItem, String>>of(
                    item -> "",
                    Designs::model,
                    AssignmentItem::character,
                    item -> Designs.model(item) + item.topic(),
                    item -> Designs.model(item) + item.character())) {
                assertSharesAreFair(items, design, judges, trait);
            }
        }
    }

    private static void assertSharesAreFair(
            List<AssignmentItem> items, AssignmentDesign design, int judges, Function<AssignmentItem, String> trait) {
        int people = design.work().size();
        Map<String, Long> seats = counts(items.stream().map(AssignmentItem::id).toList(), items, trait);
        design.work().values().forEach(ids -> {
            Map<String, Long> own = counts(ids, items, trait);
            seats.forEach((value, number) -> assertThat(own.getOrDefault(value, 0L))
                    .isBetween(number * judges / people, (number * judges + people - 1) / people));
        });
    }

    @Test
    void any_two_people_share_as_many_items_as_any_other_two() {
        // 52 items with 3 people each: 52 * 3 = 156 pairs of people that share one, over 15 pairs of six people: 10.4.
        AssignmentDesign design = AssignmentDesign.of(crossed(13, 4, 1), newcomers(6), 3, NO_BOUND, 1);

        assertThat(design.check().shared()).isEqualTo(new Spread(10, 11));
        assertThat(design.check().groups()).isEqualTo(1);
    }

    @Test
    void blocks_stay_with_one_person_who_gets_all_their_items_one_after_the_other() {
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            int models = 2 + random.nextInt(4);
            List<AssignmentItem> items = inBlocks(models, 1 + random.nextInt(6), 1 + random.nextInt(3));

            AssignmentDesign design = AssignmentDesign.of(items, newcomers(1 + random.nextInt(7)), 1, NO_BOUND, seed);

            Map<String, Set<String>> judges = judges(design);
            for (AssignmentItem item : items) {
                AssignmentItem first = items.stream()
                        .filter(other -> other.block().equals(item.block()))
                        .findFirst()
                        .orElseThrow();
                assertThat(judges.get(item.id())).hasSize(1).isEqualTo(judges.get(first.id()));
            }
            design.work().values().forEach(ids -> {
                for (int i = 0; i < ids.size(); i += models) {
                    assertThat(ids.subList(i, i + models).stream()
                                    .map(AssignmentDesignTest::block)
                                    .distinct())
                            .hasSize(1);
                }
            });
            Spread loads = design.check().loads();
            assertThat(loads.most() - loads.least()).isLessThanOrEqualTo(models);
        }
    }

    private static String block(String id) {
        return id.substring(id.indexOf('.') + 1);
    }

    @Test
    void nobody_gets_more_than_the_bound_and_what_is_left_out_is_left_out_evenly() {
        // 3 people with 20 items each have 60 seats: 20 items with 3 people, of 120; of each of 5 models 4.
        List<AssignmentItem> items = crossed(5, 8, 3);

        AssignmentDesign design = AssignmentDesign.of(items, newcomers(3), 3, OptionalInt.of(20), 3);

        assertThat(design.check().loads()).isEqualTo(new Spread(20, 20));
        assertThat(design.check().few()).containsExactly(Map.entry(0, 100));
        assertThat(design.check().models().values()).containsOnly(new Spread(4, 4));
        assertThat(design.check().lines().get(4))
                .isEqualTo("100 dialogues have no annotator instead of 3: nobody may have more than 20");
    }

    @Test
    void items_get_all_people_where_there_are_too_few() {
        AssignmentDesign design = AssignmentDesign.of(crossed(4, 3, 1), newcomers(3), 5, NO_BOUND, 7);

        assertThat(design.work().values()).allSatisfy(ids -> assertThat(ids).hasSize(12));
        assertThat(design.check().few()).containsExactly(Map.entry(3, 12));
        assertThat(design.check().lines().get(4))
                .isEqualTo("12 dialogues have 3 annotators instead of 5: there are 3 annotators");
    }

    @Test
    void the_same_arguments_give_the_same_design_in_any_order_and_another_seed_another() {
        List<AssignmentItem> items = new ArrayList<>(crossed(4, 5, 2));
        List<Work> people = new ArrayList<>(newcomers(5));
        Map<String, List<String>> work =
                AssignmentDesign.of(items, people, 2, NO_BOUND, 11).work();
        Collections.reverse(items);
        Collections.reverse(people);

        assertThat(AssignmentDesign.of(items, people, 2, NO_BOUND, 11).work()).isEqualTo(work);
        assertThat(AssignmentDesign.of(items, people, 2, NO_BOUND, 12).work()).isNotEqualTo(work);
    }

    @Test
    void nobody_and_nothing_give_an_empty_design() {
        assertThat(AssignmentDesign.of(List.of(), List.of(), 1, NO_BOUND, 0).work())
                .isEmpty();
        assertThat(AssignmentDesign.of(List.of(), newcomers(2), 1, NO_BOUND, 0).work())
                .isEqualTo(Map.of("a0", List.of(), "a1", List.of()));
        assertThat(AssignmentDesign.of(crossed(1, 1, 1), List.of(), 1, NO_BOUND, 0)
                        .check()
                        .lines())
                .contains("1 dialogue has no annotator instead of 1: there are 0 annotators");
    }

    @Test
    void what_cannot_be_is_refused() {
        List<AssignmentItem> items = crossed(1, 1, 1);
        assertThatThrownBy(() -> AssignmentDesign.of(items, newcomers(1), 0, NO_BOUND, 0))
                .hasMessage("people per item 0, items per person OptionalInt.empty: both must be at least 1");
        assertThatThrownBy(() -> AssignmentDesign.of(List.of(items.get(0), items.get(0)), newcomers(1), 1, NO_BOUND, 0))
                .hasMessage("the item m0.c0.s0 is there twice");
        assertThatThrownBy(
                        () -> AssignmentDesign.of(items, List.of(new Work("chen", List.of("another"))), 1, NO_BOUND, 0))
                .hasMessage("chen has begun another, which is no item");
    }

    private static Map<String, Set<String>> judges(AssignmentDesign design) {
        Map<String, Set<String>> judges = new HashMap<>();
        design.work().forEach((name, ids) -> {
            assertThat(ids).doesNotHaveDuplicates();
            ids.forEach(id -> judges.computeIfAbsent(id, key -> new TreeSet<>()).add(name));
        });
        return judges;
    }
}
