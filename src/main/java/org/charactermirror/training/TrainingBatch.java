package org.charactermirror.training;

/**
 * One step's tokens.
 *
 * @param ids token ids, {@code rows x length}, row after row
 * @param rows number of windows
 * @param length tokens in a window
 * @param at flat positions whose next token is learnt
 * @param targets those next tokens
 */
record TrainingBatch(long[] ids, int rows, int length, int[] at, long[] targets) {

    TrainingBatch {
        if (ids.length != rows * length || at.length != targets.length || at.length == 0) {
            throw new IllegalArgumentException(ids.length + " ids for " + rows + " x " + length + ", " + at.length
                    + " positions for " + targets.length + " targets");
        }
    }
}
