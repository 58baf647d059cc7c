package org.charactermirror.chat.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RowCostTest {

    private final RowCost cost = new RowCost();
    private final SplittableRandom random = new SplittableRandom(9);

    @Test
    void before_any_step_a_row_costs_nothing() {
        assertThat(cost.seconds()).isZero();
    }

    @Test
    void the_cost_of_a_draft_s_row_is_told_apart_from_that_of_replies_and_prompts() {
        for (int step = 0; step < 1000; step++) {
            int replies = 1 + random.nextInt(32);
            int prompt = random.nextInt(3) == 0 ? random.nextInt(200) : 0;
            int drafts = random.nextInt(12);
            cost.stepped(replies, prompt, drafts, 0.002 + 0.0003 * replies + 0.00005 * prompt + 0.0005 * drafts);
        }
        assertThat(cost.seconds()).isCloseTo(0.0005, within(0.000025));
    }

    @Test
    void steps_that_something_held_up_do_not_count_for_much() {
        for (int step = 0; step < 1000; step++) {
            int drafts = random.nextInt(12);
            double held = step % 50 == 7 ? 20 : 1;
            cost.stepped(1, 0, drafts, held * (0.002 + 0.0001 * drafts));
        }
        assertThat(cost.seconds()).isCloseTo(0.0001, within(0.00003));
    }

    @Test
    void a_cost_that_nothing_confirms_any_more_becomes_the_guess_again() {
        for (int step = 0; step < 500; step++) {
            cost.stepped(1, 0, step % 5, 0.01 + 0.02 * (step % 5));
        }
        assertThat(cost.seconds()).isBetween(0.015, 0.02);
        for (int step = 0; step < 3000; step++) {
            cost.stepped(1, 0, 0, 0.01);
        }
        // Three percent of a step.
        assertThat(cost.seconds()).isCloseTo(0.0003, within(0.00005));
    }
}
