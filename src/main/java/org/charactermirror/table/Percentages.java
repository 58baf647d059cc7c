package org.charactermirror.table;

import java.util.List;
import java.util.stream.Stream;

/**
 * Shares of wins, ties and losses as whole percentages that sum to 100.
 *
 * @param win in percent
 * @param tie in percent
 * @param lose in percent
 */
public record Percentages(int win, int tie, int lose) {

    private static final int WIN = 0;
    private static final int TIE = 1;
    private static final int LOSE = 2;

    /**
     * Rounds by largest remainders: floors, then the units that are left over to the largest remainders. Where the
     * last unit has equal claims, tie gets it; where two units meet three equal claims, win and lose get them. Both
     * keep the result symmetric: swapping wins and losses swaps their percentages.
     *
     * @throws IllegalArgumentException if a count is negative or all are zero
     */
    public static Percentages of(int wins, int ties, int losses) {
        long total = (long) wins + ties + losses;
        if (wins < 0 || ties < 0 || losses < 0 || total == 0) {
            throw new IllegalArgumentException("no percentages of " + wins + ", " + ties + ", " + losses);
        }
        long[] counts = {wins, ties, losses};
        int[] floors = new int[3];
        long[] remainders = new long[3];
        int left = 100;
        for (int i = 0; i < 3; i++) {
            floors[i] = (int) (100 * counts[i] / total);
            remainders[i] = 100 * counts[i] % total;
            left -= floors[i];
        }
        distribute(left, floors, remainders);
        return new Percentages(floors[0], floors[1], floors[2]);
    }

    /** Returns the printed wins less the printed losses. */
    public int advantage() {
        return win - lose;
    }

    private static void distribute(int left, int[] floors, long[] remainders) {
        if (left == 0) {
            return;
        }
        long largest = Math.max(remainders[WIN], Math.max(remainders[TIE], remainders[LOSE]));
        List<Integer> claims =
                Stream.of(WIN, TIE, LOSE).filter(i -> remainders[i] == largest).toList();
        if (left == 1) {
            floors[claims.size() == 1 ? claims.get(0) : TIE]++;
        } else if (claims.size() == 3) {
            floors[WIN]++;
            floors[LOSE]++;
        } else {
            claims.forEach(i -> floors[i]++);
            if (claims.size() == 1) {
                floors[second(claims.get(0), remainders)]++;
            }
        }
    }

    /** Returns which of the two others than the first has the larger remainder, tie where they are equal. */
    private static int second(int first, long[] remainders) {
        int one = (first + 1) % 3;
        int other = (first + 2) % 3;
        if (remainders[one] == remainders[other]) {
            return TIE;
        }
        return remainders[one] > remainders[other] ? one : other;
    }
}
