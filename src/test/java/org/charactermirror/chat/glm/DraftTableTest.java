package org.charactermirror.chat.glm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DraftTableTest {

    private final DraftTable table = new DraftTable();

    @Test
    void what_always_followed_is_guessed_and_nothing_is_guessed_of_what_never_was() {
        for (int round = 0; round < 20; round++) {
            learn(1, 2, 3, 4, 5, 6);
        }
        assertThat(guess(5, 0.5, 1, 2)).containsExactly(3, 4, 5, 6);
        assertThat(guess(2, 0.5, 1, 2)).containsExactly(3, 4);
        assertThat(guess(5, 0.01, 6)).isEmpty();
        assertThat(guess(5, 0.01, 77)).isEmpty();
        assertThat(guess(0, 0.01, 1)).isEmpty();
    }

    @Test
    void the_longer_part_decides_where_the_shorter_one_is_often_wrong() {
        for (int round = 0; round < 50; round++) {
            learn(10, 11, 3, 20);
            learn(30, 31, 3, 40);
        }
        assertThat(guess(1, 0.5, 10, 11, 3)).containsExactly(20);
        assertThat(guess(1, 0.5, 30, 31, 3)).containsExactly(40);
    }

    @Test
    void what_is_drawn_at_random_is_not_guessed() {
        int[] random = new SplittableRandom(5).ints(20_000, 0, 20).toArray();
        learn(random);
        int guessed = 0;
        for (int place = 10; place < 1000; place++) {
            guessed += table.guess(random, place, 1, 0.5).length;
        }
        // One of twenty ids follows by chance: what is guessed with half a chance or more is a rare run of luck.
        assertThat(guessed).isLessThan(20);
    }

    @Test
    void what_profiles_and_messages_hold_is_guessed_without_telling_how_good_guesses_are() {
        int[] profile = {1, 2, 3, 4, 5, 6, 7, 8, 9};
        for (int place = 1; place < profile.length; place++) {
            table.learn(profile, place, false);
        }
        assertThat(guess(3, 0.0005, 1, 2)).containsExactly(3, 4, 5);
        // A chance of a tenth is taken where nothing is known; three in a row have a thousandth.
        assertThat(guess(3, 0.002, 1, 2)).containsExactly(3, 4);
    }

    @Test
    void more_than_it_can_hold_makes_it_forget_and_nothing_else() {
        learn(IntStream.range(0, 1_000_000).toArray());
        int[] latest = IntStream.range(2_000_000, 2_000_050).toArray();
        for (int round = 0; round < 9; round++) {
            learn(latest);
        }
        assertThat(table.guess(latest, 20, 5, 0.5)).isEqualTo(Arrays.copyOfRange(latest, 20, 25));
    }

    private void learn(int... tokens) {
        for (int place = 1; place < tokens.length; place++) {
            table.learn(tokens, place, true);
        }
    }

    private int[] guess(int most, double least, int... tokens) {
        return table.guess(tokens, tokens.length, most, least);
    }
}
