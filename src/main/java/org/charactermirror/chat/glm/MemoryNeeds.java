package org.charactermirror.chat.glm;

import java.util.List;
import java.util.Map;

/**
 * The memory that a model takes at a precision, computed from its sizes alone; all in bytes.
 *
 * @param sizes the network's
 * @param precision the arithmetic
 */
public record MemoryNeeds(ModelConfiguration sizes, Precision precision) {

    private static final int FLOAT = Float.BYTES;

    /** Returns what the weights take in memory. */
    public long weights() {
        long bytes = 0;
        for (Map.Entry<String, List<Long>> entry :
                CheckpointLayout.shapes(sizes).entrySet()) {
            long numbers = entry.getValue().stream().reduce(1L, Math::multiplyExact);
            boolean matrix = CheckpointLayout.isMatrix(entry.getKey());
            bytes += numbers * (matrix ? precision.matrixBytes() : ofOthers(entry.getKey()));
            if (matrix && precision == Precision.INT8) {
                bytes += entry.getValue().get(0) * FLOAT;
            }
        }
        return bytes;
    }

    /** Returns what a step reads of the weights: all but the embedding, in which tokens are looked up. */
    long read() {
        return weights() - (long) sizes.vocabulary() * sizes.hiddenSize() * ofOthers(CheckpointLayout.EMBEDDING);
    }

    /** The embedding of a published checkpoint is in 16 bits and stays so where products are of integers. */
    private int ofOthers(String name) {
        if (precision == Precision.INT8) {
            return name.equals(CheckpointLayout.EMBEDDING) ? TensorType.F16.bytes() : FLOAT;
        }
        return precision.matrixBytes();
    }

    /**
     * Returns what the cache of one dialogue takes while a reply is written.
     *
     * @param tokens as many as it has room for
     */
    public long cache(int tokens) {
        return 2L * sizes.layers() * sizes.groups() * sizes.headSize() * FLOAT * Decoder.spanned(tokens);
    }

    /**
     * Returns what keeping tokens takes after the replies are written, when their numbers can be stored in fewer bytes.
     *
     * @param tokens any number
     */
    public long kept(long tokens) {
        return 2L * sizes.layers() * sizes.groups() * sizes.headSize() * precision.keptBytes() * tokens;
    }

    /**
     * Returns what a step of the network takes besides, at most: masks, keys and values in 32-bit floats, activations and
     * logits.
     *
     * @param tokens the longest dialogue's
     */
    public long step(int batch, int tokens) {
        long seen = Decoder.spanned(tokens);
        long headsOfGroup = sizes.heads() / sizes.groups();
        // All runs' masks are held; a run of a span is held twice while its mask is made.
        long masks = (Decoder.MOST_ROWS + Decoder.SPAN) * headsOfGroup * seen * FLOAT;
        // Up and gate, the gate's activation and the product; the residual stream and what is between it and them.
        long activations = Decoder.MOST_ROWS * (4L * sizes.feedForwardSize() + 8L * sizes.hiddenSize()) * FLOAT;
        // The network's, the same in 32-bit floats, a copy in Java and one for each reply.
        long logits = 4L * Decoder.filled(Math.min(batch, Decoder.MOST_ROWS), precision) * sizes.vocabulary() * FLOAT;
        return masks + activations + logits;
    }

    /**
     * Returns the sum.
     *
     * @param batch how many replies are written side by side
     * @param tokens the longest dialogue's
     * @param cacheMemory the bound on the caches of all dialogues
     */
    public long total(int batch, int tokens, long cacheMemory) {
        return weights() + cacheMemory + step(batch, tokens);
    }

    /** Returns how long a dialogue may become for which there is so much memory, in tokens; 0 if nothing fits. */
    public int longestDialogue(long cacheMemory) {
        return (int) Math.min(sizes.contextLength(), cacheMemory / cache(Decoder.SPAN) * Decoder.SPAN);
    }

    /**
     * Returns how long dialogues may become in so much memory, weights and steps included, while there is room for the
     * cache of at least one; 0 if nothing fits.
     */
    public int longestDialogue(long free, int batch) {
        int places = Decoder.spanned(sizes.contextLength());
        while (places > 0 && total(batch, places, cache(places)) > free) {
            places -= Decoder.SPAN;
        }
        return Math.min(places, sizes.contextLength());
    }
}
