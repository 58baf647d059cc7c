package org.charactermirror.annotation.assignment;

/** How many more pieces everybody gets: those with the fewest are filled up first, to one level. */
final class Quotas {

    private final double[] levels;
    private final int[] quotas;

    private Quotas(double[] levels, int[] quotas) {
        this.levels = levels;
        this.quotas = quotas;
    }

    /**
     * Divides pieces up.
     *
     * @param begun how many pieces everybody has
     * @param room how many more everybody may get
     * @param seats how many there are to give, no more than there is room for
     */
    static Quotas of(int[] begun, int[] room, int seats) {
        int[] quotas = new int[begun.length];
        for (int left = seats; left > 0; ) {
            int lowest = Integer.MAX_VALUE;
            int several = 0;
            for (int i = 0; i < begun.length; i++) {
                if (quotas[i] < room[i] && begun[i] + quotas[i] <= lowest) {
                    several = begun[i] + quotas[i] < lowest ? 1 : several + 1;
                    lowest = begun[i] + quotas[i];
                }
            }
            if (several == 0) {
                break;
            }
            if (several > left) {
                return new Quotas(
                        levels(begun, room, quotas, lowest, (double) left / several),
                        last(begun, room, quotas, lowest, left));
            }
            last(begun, room, quotas, lowest, several);
            left -= several;
        }
        return new Quotas(levels(begun, room, quotas, -1, 0), quotas);
    }

    /** Gives one more to the first so many of those at a level. */
    private static int[] last(int[] begun, int[] room, int[] quotas, int level, int many) {
        int left = many;
        for (int i = 0; i < begun.length && left > 0; i++) {
            if (quotas[i] < room[i] && begun[i] + quotas[i] == level) {
                quotas[i]++;
                left--;
            }
        }
        return quotas;
    }

    private static double[] levels(int[] begun, int[] room, int[] quotas, int level, double more) {
        double[] levels = new double[begun.length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = begun[i] + quotas[i];
            if (quotas[i] < room[i] && levels[i] == level) {
                levels[i] += more;
            }
        }
        return levels;
    }

    int quota(int person) {
        return quotas[person];
    }

    /** Returns how many pieces the person would have if they could be divided. */
    double level(int person) {
        return levels[person];
    }

    /** Returns the sum of the levels of a person and all that follow; at least a trifle. */
    double levelsFrom(int person) {
        double sum = 0;
        for (int i = person; i < levels.length; i++) {
            sum += levels[i];
        }
        return Math.max(sum, 1e-12);
    }
}
