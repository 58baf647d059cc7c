package org.charactermirror.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerRunTest {

    @ParameterizedTest
    @CsvSource({"a, 1", "aab, 2", "abbba, 3", "ababab, 1", "aabbbbaa, 4", "aaaa, 4"})
    void the_longest_run_is_that_of_equal_neighbours(String answers, int longest) {
        assertThat(whole(letters(answers)).longest()).isEqualTo(longest);
    }

    @Test
    void a_run_goes_on_from_one_part_to_the_next_and_through_a_part_that_has_no_other_answer() {
        AnswerRun run = whole(letters("ab"));
        run.append(whole(letters("bb")));
        run.append(whole(letters("ba")));
        assertThat(run.longest()).isEqualTo(4);
    }

    @Test
    void two_parts_as_one_leave_both_as_they_are() {
        AnswerRun one = whole(letters("ab"));
        AnswerRun other = whole(letters("bb"));
        AnswerRun both = one.followedBy(other);
        assertThat(both.longest()).isEqualTo(3);
        assertThat(both.followedBy(whole(letters("ba"))).longest()).isEqualTo(4);
        assertThat(both.longest()).isEqualTo(3);
        assertThat(one.longest()).isEqualTo(1);
        assertThat(one.followedBy(one).longest()).isEqualTo(1);
        assertThat(other.followedBy(other).longest()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void parts_give_what_the_whole_gives_wherever_it_is_cut_and_however_parts_are_put_together(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 2000; round++) {
            List<String> answers = new ArrayList<>();
            for (int left = 1 + random.nextInt(20); left > 0; left--) {
                answers.add(random.nextInt(3) == 0 ? "a" : "b");
            }
            List<AnswerRun> parts = new ArrayList<>();
            for (int from = 0; from < answers.size(); ) {
                int to = from + 1 + random.nextInt(answers.size() - from);
                parts.add(whole(answers.subList(from, to)));
                from = to;
            }
            while (parts.size() > 1) {
                int at = random.nextInt(parts.size() - 1);
                parts.get(at).append(parts.remove(at + 1));
            }
            assertThat(parts.get(0).longest()).as("%s", answers).isEqualTo(counted(answers));
        }
    }

    private static List<String> letters(String text) {
        return text.chars().mapToObj(Character::toString).toList();
    }

    private static AnswerRun whole(List<String> answers) {
        AnswerRun run = new AnswerRun(answers.get(0));
        answers.stream().skip(1).forEach(run::add);
        return run;
    }

    /** Counts from each answer how many equal ones follow it. */
    private static int counted(List<String> answers) {
        int longest = 0;
        for (int from = 0; from < answers.size(); from++) {
            int to = from;
            while (to < answers.size() && answers.get(to).equals(answers.get(from))) {
                to++;
            }
            longest = Math.max(longest, to - from);
        }
        return longest;
    }
}
