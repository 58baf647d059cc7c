package org.charactermirror.chat.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.charactermirror.chat.GenerationSettings;
import org.charactermirror.chat.ModelUnavailableException;
import org.junit.jupiter.api.Test;

class SamplerTest {

    private static final int DRAWS = 100_000;

    /** Logits of the probabilities 0.5, 0.25, 0.15, 0.1. */
    private static final float[] LOGITS = logits(0.5, 0.25, 0.15, 0.1);

    @Test
    void temperature_zero_takes_the_likeliest_and_the_smaller_id_of_equals() {
        assertThat(sampler(0, 1, 0, 1).next(LOGITS, id -> false)).isZero();
        assertThat(sampler(0, 1, 0, 1).next(new float[] {1, 3, 3, 2}, id -> false))
                .isEqualTo(1);
    }

    @Test
    void temperature_one_draws_with_the_softmax_s_probabilities() {
        assertFrequencies(sampler(1, 1, 0, 1), 0.5, 0.25, 0.15, 0.1);
    }

    @Test
    void temperature_one_half_squares_the_probabilities() {
        // 0.25, 0.0625, 0.0225, 0.01 sum to 0.345.
        assertFrequencies(sampler(0.5, 1, 0, 1), 0.25 / 0.345, 0.0625 / 0.345, 0.0225 / 0.345, 0.01 / 0.345);
    }

    @Test
    void top_p_keeps_the_smallest_set_that_reaches_it() {
        assertFrequencies(sampler(1, 0.7, 0, 1), 2 / 3., 1 / 3., 0, 0);
        assertFrequencies(sampler(1, 0.76, 0, 1), 0.5 / 0.9, 0.25 / 0.9, 0.15 / 0.9, 0);
        assertFrequencies(sampler(1, 0.01, 0, 1), 1, 0, 0, 0);
    }

    @Test
    void top_k_keeps_the_likeliest_and_top_p_counts_within_them() {
        assertFrequencies(sampler(1, 1, 3, 1), 0.5 / 0.9, 0.25 / 0.9, 0.15 / 0.9, 0);
        // Within the top three the first has 0.56, the first two 0.83.
        assertFrequencies(sampler(1, 0.8, 3, 1), 2 / 3., 1 / 3., 0, 0);
        assertFrequencies(sampler(1, 1, 99, 1), 0.5, 0.25, 0.15, 0.1);
    }

    @Test
    void among_equals_the_smaller_ids_are_kept() {
        float[] equal = {1, 1, 1, 1};
        Set<Integer> drawn = new TreeSet<>();
        Sampler sampler = sampler(1, 1, 2, 1);
        for (int draw = 0; draw < 1000; draw++) {
            drawn.add(sampler.next(equal, id -> false));
        }
        assertThat(drawn).containsExactly(0, 1);
    }

    @Test
    void the_repetition_penalty_divides_positive_and_multiplies_negative_logits() {
        Sampler greedy = sampler(0, 1, 0, 2);
        assertThat(greedy.next(new float[] {3, 2, -1, 0}, id -> id == 0)).isEqualTo(1);
        assertThat(greedy.next(new float[] {-1, -1.5f, -3, -4}, id -> id == 0)).isEqualTo(1);
        assertThat(greedy.next(new float[] {3, 1, -1, 0}, id -> id == 0)).isZero();
    }

    @Test
    void an_id_that_is_not_allowed_is_never_drawn_even_if_it_is_the_likeliest() {
        Sampler sampler = new Sampler(new GenerationSettings(1, 1, 0, 1, 1, 0), 5, 4, id -> id != 0);
        assertFrequencies(sampler, 0, 0.5, 0.3, 0.2);
    }

    @Test
    void the_same_seed_draws_the_same_tokens_and_another_seed_others() {
        assertThat(draws(7)).isEqualTo(draws(7)).isNotEqualTo(draws(8));
    }

    @Test
    void leaving_out_light_tokens_before_sorting_changes_nothing() {
        Random random = new Random(3);
        float[] logits = new float[5000];
        for (int id = 0; id < logits.length; id++) {
            logits[id] = (float) random.nextGaussian() * 3;
        }
        // Top-k with k one less than the vocabulary takes the way without leaving out.
        GenerationSettings direct = new GenerationSettings(1, 0.9, 0, 1, 1, 0);
        GenerationSettings other = new GenerationSettings(1, 0.9, 4999, 1, 1, 0);
        Sampler a = new Sampler(direct, 1, logits.length, id -> true);
        Sampler b = new Sampler(other, 1, logits.length, id -> true);
        for (int draw = 0; draw < 300; draw++) {
            assertThat(a.next(logits, id -> false)).isEqualTo(b.next(logits, id -> false));
        }
    }

    @Test
    void logits_that_are_not_numbers_are_an_error() {
        assertThatThrownBy(() -> sampler(1, 1, 0, 1).next(new float[] {1, Float.NaN, 0, 0}, id -> false))
                .isInstanceOf(ModelUnavailableException.class)
                .hasMessage("the network gave NaN for token 1; its weights are damaged, or overflow at this precision");
    }

    private static void assertFrequencies(Sampler sampler, double... probabilities) {
        int[] counts = new int[probabilities.length];
        for (int draw = 0; draw < DRAWS; draw++) {
            counts[sampler.next(LOGITS, id -> false)]++;
        }
        for (int id = 0; id < counts.length; id++) {
            // Five standard errors of a proportion.
            double error = 5 * Math.sqrt(probabilities[id] * (1 - probabilities[id]) / DRAWS);
            assertThat(counts[id] / (double) DRAWS).isCloseTo(probabilities[id], within(error));
        }
    }

    private static String draws(long seed) {
        Sampler sampler = new Sampler(new GenerationSettings(1, 1, 0, 1, 1, 0), seed, 4, id -> true);
        StringBuilder draws = new StringBuilder();
        for (int draw = 0; draw < 50; draw++) {
            draws.append(sampler.next(LOGITS, id -> false));
        }
        return draws.toString();
    }

    private static Sampler sampler(double temperature, double topP, int topK, double penalty) {
        return new Sampler(new GenerationSettings(temperature, topP, topK, penalty, 1, 0), 5, 4, id -> true);
    }

    private static float[] logits(double... probabilities) {
        float[] logits = new float[probabilities.length];
        for (int id = 0; id < logits.length; id++) {
            logits[id] = (float) Math.log(probabilities[id]);
        }
        return logits;
    }
}
