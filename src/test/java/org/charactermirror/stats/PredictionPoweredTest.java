package org.charactermirror.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.charactermirror.stats.PredictionPowered.Tuning;
import org.junit.jupiter.api.Test;

class PredictionPoweredTest {

    /** Two annotators and two characters, an item each; two more items that only the judge scored. */
    private static final PoweredSample SMALL = new PoweredSample(
            new double[] {4, 2, 5, 3},
            new double[] {4, 2, 4, 2},
            new int[] {0, 0, 1, 1},
            new int[] {0, 1, 0, 1},
            2,
            new double[] {3, 5},
            new int[] {0, 1});

    /** Student's t with one degree of freedom: the tangent of 0.475 pi. */
    private static final double T1 = 12.706204736174694;

    /**
     * Wholly: 3.5 - (3 - 4) = 4.5. Rows add (Y - 3.5 - f + 3) / 4 = -1/8, -1/8, 1/8, 1/8 and items -1/2, 1/2. By character -1/2 and 1/2,
     * the variance is 2 (1/4 + 1/4) = 1; by annotator -1/4 and 1/4, 2 / 8 = 1/4; by both 4 / 3 x 4 / 64 = 1/12; in all 7/6.
     */
    @Test
    void the_judge_s_error_on_scored_items_is_taken_off_the_mean_of_all() {
        PredictionPowered full = PredictionPowered.mean(SMALL, Tuning.FULL);
        assertThat(full.estimate()).isCloseTo(4.5, within(1e-12));
        assertThat(half(full)).isCloseTo(T1 * Math.sqrt(7.0 / 6), within(1e-9));
        assertThat(full.clusters()).isEqualTo(2);
    }

    /** The slope is 4 / 4 = 1, over 1 + 2 / 2: one half. 3.5 - (3 - 4) / 2 = 4. */
    @Test
    void power_tuning_follows_the_judge_as_far_as_people_s_scores_follow_his() {
        assertThat(PredictionPowered.lambda(SMALL, Tuning.POWER)).isCloseTo(0.5, within(1e-12));
        assertThat(PredictionPowered.mean(SMALL, Tuning.POWER).estimate()).isCloseTo(4, within(1e-12));
    }

    /**
     * Rows add 1/8, -3/8, 3/8, -1/8: by character 1/2 and -1/2, variance 1; by annotator 1/4, by both 4/3 x 20/64 = 5/12. That is less
     * than characters alone make, so it is 1.
     */
    @Test
    void without_the_judge_it_is_the_mean_of_people_s_rows() {
        PredictionPowered none = PredictionPowered.mean(SMALL, Tuning.NONE);
        assertThat(none.estimate()).isCloseTo(3.5, within(1e-12));
        assertThat(half(none)).isCloseTo(T1, within(1e-9));
    }

    /** NumPy, the same formulas as loops over sets: estimates, ends and lambda. */
    @Test
    void crossed_rows_of_three_annotators_agree_with_another_implementation() {
        double[] ofCharacter = {3, 4.5, 2, 3.5};
        int[] characters = IntStream.range(0, 12).map(row -> row % 4).toArray();
        PoweredSample sample = new PoweredSample(
                new double[] {3, 4, 2, 4, 2, 5, 1, 3, 4, 4, 3, 5},
                Arrays.stream(characters).mapToDouble(one -> ofCharacter[one]).toArray(),
                IntStream.range(0, 12).map(row -> row / 4).toArray(),
                characters,
                4,
                new double[] {2.5, 3, 4, 4.5, 1.5, 3.5},
                new int[] {0, 1, 2, 3, 4, 0});
        assertThat(PredictionPowered.lambda(sample, Tuning.POWER)).isCloseTo(0.5413105413105412, within(1e-12));
        ends(PredictionPowered.mean(sample, Tuning.POWER), 3.288224121557455, 1.3721176817084024, 5.204330561406508);
        ends(PredictionPowered.mean(sample, Tuning.FULL), 3.25, 0.7283614820398783, 5.771638517960122);
        ends(PredictionPowered.mean(sample, Tuning.NONE), 3.3333333333333335, 1.0425612751318591, 5.624105391534808);
    }

    @Test
    void a_judge_who_says_the_same_of_all_changes_nothing() {
        PoweredSample constant = new PoweredSample(
                SMALL.scores(),
                new double[] {0.1, 0.1, 0.1, 0.1},
                SMALL.annotators(),
                SMALL.characters(),
                2,
                new double[] {0.1, 0.1, 0.1},
                new int[] {0, 1, 1});
        assertThat(PredictionPowered.mean(constant, Tuning.POWER))
                .isEqualTo(PredictionPowered.mean(constant, Tuning.NONE));
    }

    /**
     * Each item has a character and an annotator of its own. People would score 1, 3 and 0, 2, 2, 4 as the judge does; the mean of all
     * six is 2. Of rows 1/3 is left, with a variance of 2, so 1/9 x 2 / 2; of items 2/3, with one of 8/3, so 4/9 x 8/3 / 4: 11/27
     * together. Three degrees of freedom would be more than the one of the two that people scored.
     */
    @Test
    void a_judge_who_is_always_right_makes_the_mean_of_all_items() {
        PoweredSample right = new PoweredSample(
                new double[] {1, 3},
                new double[] {1, 3},
                new int[] {0, 1},
                new int[] {0, 1},
                2,
                new double[] {0, 2, 2, 4},
                new int[] {2, 3, 4, 5});
        PredictionPowered powered = PredictionPowered.mean(right, Tuning.POWER);
        assertThat(PredictionPowered.lambda(right, Tuning.POWER)).isCloseTo(4.0 / 6, within(1e-12));
        assertThat(powered.estimate()).isCloseTo(2, within(1e-12));
        assertThat(half(powered)).isCloseTo(T1 * Math.sqrt(11.0 / 27), within(1e-9));
    }

    @Test
    void a_judge_against_people_is_not_followed() {
        PoweredSample against = new PoweredSample(
                SMALL.scores(),
                new double[] {2, 4, 2, 4},
                SMALL.annotators(),
                SMALL.characters(),
                2,
                SMALL.unscored(),
                SMALL.unscoredCharacters());
        assertThat(PredictionPowered.lambda(against, Tuning.POWER)).isZero();
    }

    /** What clusters share is in both models' means and leaves the difference: each row of the second is 1 lower. */
    @Test
    void a_difference_keeps_only_what_differs_within_clusters() {
        PoweredSample lower = new PoweredSample(
                new double[] {3, 1, 4, 2},
                SMALL.predicted(),
                SMALL.annotators(),
                SMALL.characters(),
                2,
                SMALL.unscored(),
                SMALL.unscoredCharacters());
        ends(PredictionPowered.difference(SMALL, lower, Tuning.POWER), 1, 1, 1);
    }

    /** Both have two annotators, the first three characters and the second two others, each enlarged by its own number. NumPy. */
    @Test
    void models_with_different_characters_vary_each_by_its_own() {
        PoweredSample first =
                onlyPeople(new double[] {4, 3, 5, 4, 2, 3}, new int[] {0, 1, 0, 1, 0, 1}, new int[] {0, 0, 1, 1, 2, 2});
        PoweredSample second = onlyPeople(new double[] {2, 3, 1, 4}, new int[] {0, 1, 0, 1}, new int[] {3, 3, 4, 4});
        ends(PredictionPowered.difference(first, second, Tuning.POWER), 1, -13.823905525537144, 15.823905525537144);
    }

    /**
     * 1, 1, 1 of one annotator and 3, 3, 2 of the other: by annotators -5/12 and 5/12, 2 x 2 x 25/144. Both ways would be 101/180, less
     * than the annotators alone make.
     */
    @Test
    void the_variance_is_at_least_that_of_annotators_alone() {
        PoweredSample sample =
                onlyPeople(new double[] {1, 1, 1, 3, 3, 2}, new int[] {0, 0, 0, 1, 1, 1}, new int[] {0, 1, 2, 0, 1, 2});
        assertThat(half(PredictionPowered.mean(sample, Tuning.NONE)))
                .isCloseTo(T1 * Math.sqrt(100.0 / 144), within(1e-9));
    }

    private static PoweredSample onlyPeople(double[] scores, int[] annotators, int[] characters) {
        return new PoweredSample(
                scores, new double[scores.length], annotators, characters, scores.length, new double[0], new int[0]);
    }

    /** Two characters of people's, two of the judge's: a slope of 1, over 1 + 2 / 2 and not over 1 + 2 / 100. */
    @Test
    void many_dialogues_with_few_characters_do_not_make_a_judge_be_followed_further() {
        double[] many = IntStream.range(0, 100).mapToDouble(item -> item % 5).toArray();
        assertThat(PredictionPowered.lambda(
                        beside(
                                many,
                                IntStream.range(0, 100).map(item -> item % 2).toArray()),
                        Tuning.POWER))
                .isCloseTo(0.5, within(1e-12));
    }

    /** How far one character is from others cannot be told from its own dialogues. */
    @Test
    void a_judge_who_alone_judged_one_character_only_is_not_followed() {
        PoweredSample sample = beside(new double[] {3, 5, 4}, new int[] {7, 7, 7});
        assertThat(PredictionPowered.mean(sample, Tuning.POWER)).isEqualTo(PredictionPowered.mean(SMALL, Tuning.NONE));
        PredictionPowered wholly = PredictionPowered.mean(sample, Tuning.FULL);
        assertThat(wholly.interval()).isEmpty();
        assertThat(wholly.reason()).isEqualTo("unscored items of only one of the characters");
    }

    /** The rows of the small sample beside other items of the judge alone. */
    private static PoweredSample beside(double[] unscored, int[] characters) {
        return new PoweredSample(
                SMALL.scores(), SMALL.predicted(), SMALL.annotators(), SMALL.characters(), 2, unscored, characters);
    }

    /** Each model has one annotator, though the two have two. */
    @Test
    void a_difference_of_models_with_one_annotator_each_says_that_it_is_the_annotators() {
        PoweredSample first = onlyPeople(new double[] {4, 2}, new int[] {0, 0}, new int[] {0, 1});
        PoweredSample second = onlyPeople(new double[] {3, 2}, new int[] {1, 1}, new int[] {0, 1});
        PredictionPowered difference = PredictionPowered.difference(first, second, Tuning.POWER);
        assertThat(difference.interval()).isEmpty();
        assertThat(difference.reason()).isEqualTo("scored rows of only one of the annotators");
    }

    @Test
    void one_annotator_has_no_interval() {
        PoweredSample one = new PoweredSample(
                new double[] {4, 2},
                new double[] {4, 2},
                new int[] {0, 0},
                new int[] {0, 1},
                2,
                new double[] {3},
                new int[] {0});
        PredictionPowered powered = PredictionPowered.mean(one, Tuning.POWER);
        assertThat(powered.interval()).isEmpty();
        assertThat(powered.reason()).isEqualTo("scored rows of only one of the annotators");
    }

    @Test
    void quantiles_of_student_s_distribution_are_those_of_tables() {
        // SciPy's stats.t.ppf(0.975, degrees).
        int[] degrees = {1, 2, 3, 4, 9, 10, 19, 1000};
        double[] quantiles = {
            12.706204736174694,
            4.302652729749462,
            3.1824463052837078,
            2.7764451051977934,
            2.262157162798205,
            2.228138851986274,
            2.0930240544083087,
            1.9623390808264083
        };
        for (int i = 0; i < degrees.length; i++) {
            assertThat(StudentT.quantile(0.95, degrees[i])).isCloseTo(quantiles[i], within(1e-10));
        }
        assertThat(StudentT.within(2.0150483733330233, 5)).isCloseTo(0.9, within(1e-12));
        assertThatThrownBy(() -> StudentT.quantile(0.95, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static double half(PredictionPowered powered) {
        Interval interval = powered.interval().orElseThrow();
        return (interval.high() - interval.low()) / 2;
    }

    private static void ends(PredictionPowered powered, double estimate, double low, double high) {
        assertThat(powered.estimate()).isCloseTo(estimate, within(1e-10));
        Interval interval = powered.interval().orElseThrow();
        assertThat(interval.low()).isCloseTo(low, within(1e-10));
        assertThat(interval.high()).isCloseTo(high, within(1e-10));
    }
}
