package org.charactermirror.chat.glm;

/**
 * Gives out ids from the heaviest to the lightest, and among equal weights from the smallest.
 *
 * <p>A heap: of tens of thousands of ids only the first few are asked for, which sorting them all would not make use of.
 */
final class HeaviestFirst {

    private final double[] weights;
    private final int[] heap;
    private int size;

    /**
     * Takes in all ids whose weight is at least this and not zero.
     *
     * @param weights of the ids from 0
     */
    HeaviestFirst(double[] weights, double least) {
        this.weights = weights;
        this.heap = new int[weights.length];
        for (int id = 0; id < weights.length; id++) {
            if (weights[id] >= least && weights[id] > 0) {
                heap[size++] = id;
            }
        }
        for (int parent = size / 2 - 1; parent >= 0; parent--) {
            sink(parent);
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Takes out the next id. */
    int next() {
        int first = heap[0];
        heap[0] = heap[--size];
        sink(0);
        return first;
    }

    private void sink(int from) {
        int id = heap[from];
        int parent = from;
        while (2 * parent + 1 < size) {
            int child = 2 * parent + 1;
            if (child + 1 < size && comesBefore(heap[child + 1], heap[child])) {
                child++;
            }
            if (comesBefore(id, heap[child])) {
                break;
            }
            heap[parent] = heap[child];
            parent = child;
        }
        heap[parent] = id;
    }

    private boolean comesBefore(int id, int other) {
        return weights[id] > weights[other] || (weights[id] == weights[other] && id < other);
    }
}
