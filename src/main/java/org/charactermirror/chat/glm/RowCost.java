package org.charactermirror.chat.glm;

/**
 * Finds out by how much a row of a draft lengthens a step, from steps of all kinds.
 *
 * <p>A step's time is taken to be a sum: a part of its own, and one for each reply, for each row of a prompt and for each row
 * of a draft. The parts are those that fit the steps of late best (least squares). What the rows of drafts did lately not
 * tell is made up by a guess, so that a cost that was once found too high is tried again after a while.
 */
final class RowCost {

    /** The weight of a step two hundred steps later is about a third. */
    private static final double FADING = 0.995;

    /** What a row of a draft is guessed to cost, as a share of a whole step. */
    private static final double GUESSED_SHARE = 0.03;

    /** It is never taken to cost less than this share: what steps tell is uncertain where other work disturbs them. */
    private static final double LEAST_SHARE = 0.02;

    /** The guess weighs as much as steps with a single row of a draft, so many of them. */
    private static final double WEIGHT_OF_GUESS = 50;

    /** Keeps the equations solvable where all steps are alike. */
    private static final double LEAST_WEIGHT = 1e-3;

    /** A step that took longer than this many times what was expected was held up by something else. */
    private static final double HELD_UP = 1.5;

    private static final int PARTS = 4;
    private static final int DRAFT = PARTS - 1;

    private final double[][] products = new double[PARTS][PARTS];
    private final double[] timed = new double[PARTS];
    private double[] parts = new double[PARTS];

    /** Notes a step and how many seconds it took. */
    void stepped(int replies, int promptRows, int draftRows, double seconds) {
        double[] counts = {1, replies, promptRows, draftRows};
        double expected = 0;
        for (int part = 0; part < PARTS; part++) {
            expected += counts[part] * parts[part];
        }
        double counted = expected > 0 ? Math.min(seconds, HELD_UP * expected) : seconds;
        for (int row = 0; row < PARTS; row++) {
            timed[row] = timed[row] * FADING + counts[row] * counted;
            for (int column = 0; column < PARTS; column++) {
                products[row][column] = products[row][column] * FADING + counts[row] * counts[column];
            }
        }
        parts = solved();
    }

    /** Returns the seconds by which a further row of a draft lengthens a step; 0 before there was any step. */
    double seconds() {
        return products[0][0] == 0 ? 0 : Math.max(LEAST_SHARE * timed[0] / products[0][0], parts[DRAFT]);
    }

    /** Solves the normal equations by elimination; their matrix is positive definite. */
    private double[] solved() {
        double[][] left = new double[PARTS][];
        double[] right = timed.clone();
        for (int row = 0; row < PARTS; row++) {
            left[row] = products[row].clone();
            left[row][row] += row == DRAFT ? WEIGHT_OF_GUESS : LEAST_WEIGHT;
        }
        right[DRAFT] += WEIGHT_OF_GUESS * GUESSED_SHARE * timed[0] / products[0][0];
        for (int pivot = 0; pivot < PARTS; pivot++) {
            for (int row = pivot + 1; row < PARTS; row++) {
                double factor = left[row][pivot] / left[pivot][pivot];
                for (int column = pivot; column < PARTS; column++) {
                    left[row][column] -= factor * left[pivot][column];
                }
                right[row] -= factor * right[pivot];
            }
        }
        double[] solution = new double[PARTS];
        for (int row = PARTS - 1; row >= 0; row--) {
            double rest = right[row];
            for (int column = row + 1; column < PARTS; column++) {
                rest -= left[row][column] * solution[column];
            }
            solution[row] = rest / left[row][row];
        }
        return solution;
    }
}
