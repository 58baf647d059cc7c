package org.charactermirror.annotation.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.charactermirror.annotation.assignment.Designs.crossed;
import static org.charactermirror.annotation.assignment.Designs.inBlocks;
import static org.charactermirror.annotation.assignment.Designs.newcomers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ComingAndGoingTest {

    private static final OptionalInt NO_BOUND = OptionalInt.empty();

    @Test
    void begun_work_stays_first_and_in_its_order() {
        for (int seed = 0; seed < 60; seed++) {
            Story story = new Story(seed, false);
            for (Work person : story.people) {
                if (person.stays()) {
                    List<String> ids = story.design.workOf(person.annotator());
                    assertThat(ids.subList(0, person.begun().size())).isEqualTo(person.begun());
                    assertThat(ids).doesNotHaveDuplicates();
                } else {
                    assertThat(story.design.work()).doesNotContainKey(person.annotator());
                }
            }
        }
    }

    @Test
    void every_item_still_gets_as_many_people_as_asked_for() {
        for (boolean blocks : List.of(false, true)) {
            for (int seed = 0; seed < 100; seed++) {
                Story story = new Story(seed, blocks);
                Map<String, Set<String>> judges = new HashMap<>();
                story.design
                        .work()
                        .forEach((name, ids) -> ids.forEach(id -> judges.computeIfAbsent(id, key -> new HashSet<>())
                                .add(name)));
                story.people.stream()
                        .filter(person -> !person.stays())
                        .forEach(person -> person.begun()
                                .forEach(id -> judges.computeIfAbsent(id, key -> new HashSet<>())
                                        .add(person.annotator())));
                assertThat(judges)
                        .hasSize(story.items.size())
                        .allSatisfy((id, names) -> assertThat(names).hasSize(story.perItem));
                assertThat(story.design.check().few()).isEmpty();
            }
        }
    }

    @Test
    void loads_are_level_again_above_those_who_had_more_already() {
        for (int seed = 0; seed < 100; seed++) {
            Story story = new Story(seed, false);
            List<Integer> filled = new ArrayList<>();
            int highest = 0;
            int lowest = Integer.MAX_VALUE;
            for (Work person : story.people) {
                if (person.stays()) {
                    int load = story.design.workOf(person.annotator()).size();
                    filled.add(load);
                    lowest = Math.min(lowest, load);
                    highest = load > person.begun().size() ? Math.max(highest, load) : highest;
                }
            }
            // Whoever was given anything has at most one more than whoever has least.
            assertThat(highest - lowest).as("seed %d, loads %s", seed, filled).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void a_block_that_somebody_left_in_the_middle_is_finished_by_one_other() {
        List<AssignmentItem> items = inBlocks(3, 4, 1);
        Work left = Work.left("gone", List.of("m1.c2.s0"));

        AssignmentDesign design =
                AssignmentDesign.of(items, List.of(left, Work.none("a"), Work.none("b")), 1, NO_BOUND, 5);

        List<String> all = design.work().values().stream().flatMap(List::stream).toList();
        assertThat(all).hasSize(11).doesNotHaveDuplicates().doesNotContain("m1.c2.s0");
        assertThat(design.workOf("a").contains("m0.c2.s0"))
                .isEqualTo(design.workOf("a").contains("m2.c2.s0"));
    }

    @Test
    void the_rest_of_a_begun_block_comes_before_anything_new() {
        List<AssignmentItem> items = inBlocks(3, 4, 1);

        List<String> ids = AssignmentDesign.of(
                        items, List.of(new Work("a", List.of("m1.c2.s0")), Work.none("b")), 1, NO_BOUND, 5)
                .workOf("a");

        assertThat(ids.subList(0, 3)).startsWith("m1.c2.s0").containsOnly("m0.c2.s0", "m1.c2.s0", "m2.c2.s0");
    }

    @Test
    void newcomers_in_the_middle_of_a_study_have_as_even_shares_as_those_of_the_first_day() {
        for (int seed = 0; seed < 100; seed++) {
            Story story = new Story(seed, false);
            Spread loads = story.design.check().loads();
            if (loads.most() - loads.least() > 1) {
                continue;
            }
            for (Spread ofModel : story.design.check().models().values()) {
                assertThat(ofModel.most() - ofModel.least())
                        .as("models, seed %d", seed)
                        .isLessThanOrEqualTo(2);
            }
            for (Spread ofCharacter : story.design.check().characters().values()) {
                assertThat(ofCharacter.most() - ofCharacter.least())
                        .as("characters, seed %d", seed)
                        .isLessThanOrEqualTo(2);
            }
        }
    }

    @Test
    void no_other_design_has_more_even_loads() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<AssignmentItem> items = crossed(2, 2, 1);
            List<Work> people = new ArrayList<>();
            int[] free = {2, 2, 2, 2};
            for (int i = 0; i < 3; i++) {
                List<String> begun = new ArrayList<>();
                for (int item = 0; item < 4; item++) {
                    if (random.nextInt(3) == 0 && free[item] > 0) {
                        begun.add(items.get(item).id());
                        free[item]--;
                    }
                }
                people.add(new Work("a" + i, begun));
            }

            Map<String, List<String>> work =
                    AssignmentDesign.of(items, people, 2, NO_BOUND, seed).work();

            assertThat(work.values().stream()
                            .mapToInt(ids -> ids.size() * ids.size())
                            .sum())
                    .as("seed %d, begun %s", seed, people)
                    .isEqualTo(leastSquares(items, people, 2));
        }
    }

    /** Tries all ways of giving items to people, and returns the smallest sum of the squares of their loads. */
    private static int leastSquares(List<AssignmentItem> items, List<Work> people, int perItem) {
        int best = Integer.MAX_VALUE;
        int bits = items.size() * people.size();
        for (int way = 0; way < 1 << bits; way++) {
            int[] loads = new int[people.size()];
            int[] judges = new int[items.size()];
            boolean possible = true;
            for (int person = 0; person < people.size(); person++) {
                for (int item = 0; item < items.size(); item++) {
                    boolean has = (way >> (person * items.size() + item) & 1) == 1;
                    loads[person] += has ? 1 : 0;
                    judges[item] += has ? 1 : 0;
                    possible &= has
                            || !people.get(person)
                                    .begun()
                                    .contains(items.get(item).id());
                }
            }
            if (possible && Arrays.stream(judges).allMatch(number -> number == perItem)) {
                best = Math.min(
                        best, Arrays.stream(loads).map(load -> load * load).sum());
            }
        }
        return best;
    }

    /** A study in its middle: some have done something, somebody left, others join. */
    private static final class Story {

        private final List<AssignmentItem> items;
        private final List<Work> people = new ArrayList<>();
        private final int perItem;
        private final AssignmentDesign design;

        Story(int seed, boolean blocks) {
            Random random = new Random(seed);
            int models = 2 + random.nextInt(5);
            int characters = 3 + random.nextInt(6);
            items = blocks ? inBlocks(models, characters, 2) : crossed(models, characters, 2);
            perItem = blocks ? 1 : 1 + random.nextInt(3);
            int first = perItem + 2 + random.nextInt(4);
            AssignmentDesign before = AssignmentDesign.of(items, newcomers(first), perItem, NO_BOUND, seed);
            int gone = random.nextInt(first);
            before.work()
                    .forEach((name, ids) -> people.add(new Work(
                            name, ids.subList(0, random.nextInt(ids.size() / 2 + 1)), !name.equals("a" + gone))));
            for (int i = random.nextInt(3); i >= 0; i--) {
                people.add(Work.none("late" + i));
            }
            design = AssignmentDesign.of(items, people, perItem, NO_BOUND, seed);
        }
    }
}
