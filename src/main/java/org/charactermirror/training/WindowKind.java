package org.charactermirror.training;

/**
 * What one batch is made of.
 *
 * @param rows windows a step
 * @param length tokens a window
 * @param profileShare share of windows whose prompt holds the character's whole profile; the others hold a snippet or nothing
 * @param repliesOnly learn what the character says, or all that is said
 */
record WindowKind(int rows, int length, double profileShare, boolean repliesOnly) {

    WindowKind {
        if (rows < 1 || length < 2 || profileShare < 0 || profileShare > 1) {
            throw new IllegalArgumentException(
                    rows + " windows of " + length + " tokens with a profile share of " + profileShare);
        }
    }

    /** Returns the same kind with another number of windows a step. */
    WindowKind ofRows(int number) {
        return new WindowKind(number, length, profileShare, repliesOnly);
    }
}
