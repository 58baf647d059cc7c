package org.charactermirror.store;

import java.util.random.RandomGenerator;

/** Names that say nothing: no vowels, so that no words come out, and nothing that looks like something else. */
final class RandomLetters {

    private static final String LETTERS = "bcdfghjkmnpqrstvwxyz23456789";

    private RandomLetters() {}

    /** Returns some letters and figures. */
    static String next(RandomGenerator random, int length) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < length; i++) {
            letters.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return letters.toString();
    }
}
