package org.charactermirror.stats;

/**
 * How often each cluster was drawn, for a block of draws.
 *
 * @param from the number of the block's first draw
 * @param firsts by cluster of the first kind, then draw
 * @param seconds by cluster of the second kind, then draw
 */
record DrawnWeights(int from, double[][] firsts, double[][] seconds) {

    /** Returns how many draws there are. */
    int draws() {
        return firsts[0].length;
    }
}
