package org.charactermirror.analysis.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Expected powers: the same studies simulated with NumPy 2, 20,000 of each, the sign-flip tests by all patterns multiplied out as a
 * matrix, and intervals of 2,000 resamples; standard error 0.0035. Ours are of 4,000, standard error 0.0079: they differ by more than
 * 0.03 about once in 2,000 seeds. By the p alone powers would be 0.637, 0.762 (all: 0.657), 0.717, 0.724, 0.642 and 0.707.
 */
class PowerSimulationTest {

    private static final int SIMULATIONS = 4_000;
    private static final double NEAR = 0.03;

    private static Power power(Outcome outcome, Spread spread, double difference, int models, Design design) {
        return new PowerSimulation(new Question(outcome, spread, difference, models), SIMULATIONS, 3).of(design);
    }

    private static Design crossed(int annotators, int characters, int rounds) {
        return new Design(annotators, characters, rounds, 1, annotators, false);
    }

    @Test
    void of_ratings_by_all_annotators() {
        Power power = power(new Outcome.Score(1.2), new Spread(0.3, 0.4, 0, 0), 0.5, 2, crossed(8, 12, 1));
        assertThat(power.share()).isCloseTo(0.5315, within(NEAR));
        assertThat(power.shareOfAll()).isEqualTo(power.share());
        assertThat(power.interval().orElseThrow().low()).isLessThan(power.share());
        assertThat(power.simulatedDifference()).isCloseTo(0.5, within(0.02));
    }

    @Test
    void of_three_models_whose_pairs_are_corrected_for() {
        Power power = power(new Outcome.Score(1.2), new Spread(0.3, 0.4, 0, 0.2), 0.7, 3, crossed(8, 12, 1));
        assertThat(power.share()).isCloseTo(0.7549, within(NEAR));
        assertThat(power.shareOfAll()).isCloseTo(0.6444, within(NEAR));
    }

    @Test
    void of_flags_of_single_replies() {
        Power power = power(new Outcome.Flag(15), new Spread(3, 3, 2, 2), 6, 2, crossed(8, 10, 20));
        assertThat(power.share()).isCloseTo(0.6420, within(NEAR));
    }

    @Test
    void of_choices_between_replies() {
        Power power = power(new Outcome.Choice(20), new Spread(10, 10, 5, 5), 18, 2, crossed(8, 12, 5));
        assertThat(power.share()).isCloseTo(0.6342, within(NEAR));
    }

    @Test
    void of_annotators_with_characters_of_their_own() {
        Power power =
                power(new Outcome.Score(0.8), new Spread(0.3, 0.4, 0, 0), 0.7, 2, new Design(8, 2, 1, 1, 1, true));
        assertThat(power.share()).isCloseTo(0.6423, within(NEAR));
    }

    @Test
    void of_dialogues_that_two_of_eight_annotators_judge() {
        Power power =
                power(new Outcome.Score(0.8), new Spread(0.3, 0.4, 0.3, 0), 0.7, 2, new Design(8, 12, 1, 1, 2, false));
        assertThat(power.share()).isCloseTo(0.5709, within(NEAR));
    }

    @Test
    void four_annotators_cannot_show_anything() {
        Power power = power(new Outcome.Score(0.1), new Spread(0, 0, 0, 0), 4, 2, crossed(4, 24, 1));
        // Four signs that all agree: 2 of 2^4 patterns.
        assertThat(power.smallestHolmP()).isEqualTo(0.125);
        assertThat(power.reachable()).isFalse();
        assertThat(power.share()).isZero();
        assertThat(power.interval()).isEmpty();
    }

    @Test
    void six_annotators_can_between_two_models_but_not_among_three() {
        Outcome outcome = new Outcome.Score(0.1);
        // 2 of 2^6 patterns are 0.03125; three pairs make that 0.09375.
        assertThat(power(outcome, new Spread(0, 0, 0, 0), 4, 2, crossed(6, 6, 1))
                        .share())
                .isEqualTo(1);
        assertThat(power(outcome, new Spread(0, 0, 0, 0), 4, 3, crossed(6, 6, 1))
                        .smallestHolmP())
                .isEqualTo(0.09375);
    }

    @Test
    void rates_that_would_be_negative_are_moved_and_that_is_counted() {
        Power power = power(new Outcome.Flag(1), new Spread(0, 20, 0, 0), 1, 2, crossed(8, 12, 5));
        // A model's own effects have the deviation 20 / sqrt 2: below 0 are the shares beyond -1 / 14.14 and -2 / 14.14
        // of
        // the normal distribution, 0.4718 and 0.4437.
        assertThat(power.outside()).isCloseTo((0.4718 + 0.4437) / 2, within(0.01));
        // E max(0, X) of the normal distribution with mean 2 less that with mean 1: 6.698 - 6.156 = 0.542.
        assertThat(power.simulatedDifference()).isCloseTo(0.542, within(0.2));
    }

    @Test
    void the_same_seed_gives_the_same_power_and_another_seed_another() {
        Question question = new Question(new Outcome.Score(1), new Spread(0.3, 0.3, 0, 0), 0.4, 2);
        Power power = new PowerSimulation(question, 300, 1).of(crossed(8, 12, 1));
        assertThat(new PowerSimulation(question, 300, 1).of(crossed(8, 12, 1))).isEqualTo(power);
        assertThat(new PowerSimulation(question, 300, 2).of(crossed(8, 12, 1))).isNotEqualTo(power);
    }

    @Test
    void the_smallest_design_stands_beside_the_next_smaller_one_that_does_not_reach_the_target() {
        Question question = new Question(new Outcome.Score(1), new Spread(0.2, 0.2, 0, 0), 0.5, 2);
        DesignSearch search = new DesignSearch(new PowerSimulation(question, 300, 1), 0.8, 30, 40);
        Power start = search.simulation().of(crossed(8, 12, 1));
        List<Power> told = new ArrayList<>(List.of(start));
        for (DesignSearch.Axis axis : DesignSearch.Axis.values()) {
            DesignSearch.Found found = search.along(axis, start, told::add).orElseThrow();
            Power smallest = found.smallest().orElseThrow();
            Power below = found.below().orElseThrow();
            assertThat(smallest.share()).isGreaterThanOrEqualTo(0.8);
            assertThat(below.share()).isLessThan(0.8);
            assertThat(smallest.design().annotators() + smallest.design().characters())
                    .isGreaterThan(below.design().annotators() + below.design().characters())
                    .isLessThanOrEqualTo(
                            below.design().annotators() + below.design().characters() + 2);
            assertThat(told).contains(smallest);
        }
    }

    @Test
    void a_power_out_of_reach_is_told_with_the_largest_design_of_the_axis() {
        Question question = new Question(new Outcome.Score(1), new Spread(1, 0.2, 0, 0), 0.1, 2);
        DesignSearch search = new DesignSearch(new PowerSimulation(question, 100, 1), 0.8, 10, 20);
        DesignSearch.Found found = search.along(
                        DesignSearch.Axis.CHARACTERS, search.simulation().of(crossed(8, 12, 1)), power -> {})
                .orElseThrow();
        assertThat(found.smallest()).isEmpty();
        assertThat(found.largest().orElseThrow().design()).isEqualTo(crossed(8, 20, 1));
    }

    @Test
    void a_search_keeps_to_its_bounds_even_where_the_start_is_beyond_them() {
        Question question = new Question(new Outcome.Score(1), new Spread(1, 0.2, 0, 0), 0.01, 2);
        DesignSearch search = new DesignSearch(new PowerSimulation(question, 20, 1), 0.8, 8, 30);
        Power start = search.simulation().of(crossed(12, 12, 1));
        assertThat(search.along(DesignSearch.Axis.CHARACTERS, start, power -> {}))
                .isEmpty();
        assertThat(search.along(DesignSearch.Axis.ANNOTATORS, start, power -> {})
                        .orElseThrow()
                        .largest()
                        .orElseThrow()
                        .design())
                .isEqualTo(crossed(8, 12, 1));
    }

    @Test
    void annotators_with_so_many_characters_of_their_own_that_no_number_holds_them_are_beyond_any_bound() {
        Question question = new Question(new Outcome.Score(1), new Spread(0.2, 0.2, 0, 0), 4, 2);
        DesignSearch search = new DesignSearch(new PowerSimulation(question, 1, 1), 0.8, 99_999, 20);
        Power start = search.simulation().of(new Design(4, 5, 1, 1, 1, true));
        // 99,999 annotators times 99,999 characters are more than 2^32.
        assertThat(search.along(DesignSearch.Axis.ANNOTATORS, start, power -> {})
                        .orElseThrow()
                        .largest()
                        .orElseThrow()
                        .design()
                        .annotators())
                .isEqualTo(4);
        assertThat(new Design(99_999, 99_999, 1, 1, 1, true).judgedDialogues()).isEqualTo(9_999_800_001L);
    }

    @Test
    void what_no_study_can_be_is_refused() {
        assertThatThrownBy(() -> crossed(1, 24, 1)).hasMessage("1x24x1 with 1 dialogues");
        assertThatThrownBy(() -> new Design(10, 24, 1, 1, 11, false)).hasMessage("11 judges of 10 annotators");
        assertThatThrownBy(() -> new Question(new Outcome.Flag(98), new Spread(0, 0, 0, 0), 3, 2))
                .hasMessage("a difference of 3.0 from 98.0 is not possible");
        assertThatThrownBy(() -> new Spread(-1, 0, 0, 0)).hasMessage("standard deviations -1.0, 0.0, 0.0, 0.0");
    }
}
