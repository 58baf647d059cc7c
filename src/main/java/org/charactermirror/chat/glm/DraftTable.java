package org.charactermirror.chat.glm;

import java.util.Arrays;

/**
 * Guesses the next tokens from what followed the same few tokens before, in profiles, messages and replies of any dialogue.
 *
 * <p>A table of fixed size keeps, for the last 1, 2, 4 and 8 tokens of a place, the token that followed there and how often
 * in a row it did; newer entries take the places of older ones. How often an entry is right is learned from replies, for
 * each of these lengths and counts by itself, so that a guess comes with its chance. One thread at a time.
 */
final class DraftTable {

    private record Guess(int token, double chance) {}

    private static final Guess NO_GUESS = new Guess(0, 0);

    /** Longer and more of them found no better guesses in the demonstration's replies, shorter ones alone fewer. */
    private static final int[] LENGTHS = {1, 2, 4, 8};

    private static final int LONGEST = LENGTHS[LENGTHS.length - 1];
    private static final int BITS = 18;
    private static final int MOST_IN_A_ROW = 7;

    /** What is not known of an entry yet is taken to be right as rarely as this. */
    private static final double UNKNOWN = 0.1;

    /** The weight of a result a hundred results later is about a third. */
    private static final double FADING = 0.99;

    private final int[] checks = new int[1 << BITS];
    private final int[] following = new int[1 << BITS];
    private final byte[] inARow = new byte[1 << BITS];

    /** By length and count: the faded sums of what was right, and of all. */
    private final double[][] right = new double[LENGTHS.length][MOST_IN_A_ROW + 1];

    private final double[][] all = new double[LENGTHS.length][MOST_IN_A_ROW + 1];

    DraftTable() {
        for (double[] sums : right) {
            Arrays.fill(sums, UNKNOWN);
        }
        for (double[] sums : all) {
            Arrays.fill(sums, 1);
        }
    }

    /**
     * Notes that a token followed those before it.
     *
     * @param place of the token
     * @param said whether the network chose the token, which tells how good guesses are
     */
    void learn(int[] tokens, int place, boolean said) {
        int token = tokens[place];
        long hash = 0;
        for (int length = 1, kind = 0; kind < LENGTHS.length && length <= place; length++) {
            hash = extended(hash, tokens[place - length]);
            if (length == LENGTHS[kind]) {
                note(hash, kind++, token, said);
            }
        }
    }

    private void note(long hash, int kind, int token, boolean said) {
        int slot = slot(hash);
        int check = check(hash, kind);
        if (inARow[slot] == 0 || checks[slot] != check) {
            checks[slot] = check;
            following[slot] = token;
            inARow[slot] = 1;
            return;
        }
        boolean same = following[slot] == token;
        int count = inARow[slot];
        if (said) {
            right[kind][count] = right[kind][count] * FADING + (same ? 1 : 0);
            all[kind][count] = all[kind][count] * FADING + 1;
        }
        if (same) {
            inARow[slot] = (byte) Math.min(MOST_IN_A_ROW, count + 1);
        } else if (count == 1) {
            following[slot] = token;
        } else {
            inARow[slot] = (byte) (count / 2);
        }
    }

    /**
     * Guesses what comes after the first tokens of these.
     *
     * @param length how many tokens
     * @param most how many tokens at most
     * @param least chance that the last of them, and with it all before, must have
     */
    int[] guess(int[] tokens, int length, int most, double least) {
        int known = Math.min(LONGEST, length);
        int[] window = Arrays.copyOf(Arrays.copyOfRange(tokens, length - known, length), known + most);
        double chance = 1;
        int count = 0;
        while (count < most) {
            int end = known + count;
            Guess guess = guess(window, end);
            chance *= guess.chance();
            if (chance < least) {
                break;
            }
            window[end] = guess.token();
            count++;
        }
        return Arrays.copyOfRange(window, known, known + count);
    }

    /** Returns the likeliest of what is known to follow the tokens before a place. */
    private Guess guess(int[] tokens, int place) {
        Guess best = NO_GUESS;
        long hash = 0;
        for (int length = 1, kind = 0; kind < LENGTHS.length && length <= place; length++) {
            hash = extended(hash, tokens[place - length]);
            if (length == LENGTHS[kind]) {
                int slot = slot(hash);
                if (inARow[slot] > 0 && checks[slot] == check(hash, kind)) {
                    double chance = right[kind][inARow[slot]] / all[kind][inARow[slot]];
                    if (chance >= best.chance()) {
                        best = new Guess(following[slot], chance);
                    }
                }
                kind++;
            }
        }
        return best;
    }

    private static long extended(long hash, int token) {
        return (hash + token + 1) * 0x9E3779B97F4A7C15L;
    }

    private static int slot(long hash) {
        return (int) (mixed(hash) >>> (Long.SIZE - BITS));
    }

    /** Keeps entries of other tokens, and of another length, from being taken for the wanted one. */
    private static int check(long hash, int kind) {
        return (int) mixed(hash) * LENGTHS.length + kind;
    }

    private static long mixed(long hash) {
        return (hash ^ (hash >>> 29)) * 0xBF58476D1CE4E5B9L;
    }
}
