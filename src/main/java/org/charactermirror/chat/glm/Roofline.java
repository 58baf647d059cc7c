package org.charactermirror.chat.glm;

/**
 * The least time that a step can take on a machine: all weights that it needs are read from memory once, and every token
 * takes a multiplication and an addition for each of them; the longer of both is the bound. The embedding is not read,
 * but looked up.
 *
 * @param sizes the network's
 * @param precision the arithmetic
 * @param machine what the machine can do
 */
public record Roofline(ModelConfiguration sizes, Precision precision, MachineSpeed machine) {

    /** What bounds a step. */
    public enum Limit {
        MEMORY,
        MATRICES
    }

    /** Returns the least seconds of a step of some tokens, for each of which the next one is chosen. */
    public double step(int tokens) {
        return Math.max(reading(), computing(tokens, tokens));
    }

    public Limit limit(int tokens) {
        return reading() >= computing(tokens, tokens) ? Limit.MEMORY : Limit.MATRICES;
    }

    /** Returns the least seconds of a prompt in pieces of {@link Decoder#MOST_ROWS}, of whose last token the next is chosen. */
    public double prompt(int tokens) {
        double sum = 0;
        for (int from = 0; from < tokens; from += Decoder.MOST_ROWS) {
            int piece = Math.min(Decoder.MOST_ROWS, tokens - from);
            sum += Math.max(reading(), computing(piece, from + piece == tokens ? 1 : 0));
        }
        return sum;
    }

    private double reading() {
        return new MemoryNeeds(sizes, precision).read() / machine.bandwidth();
    }

    private double computing(int tokens, int chosen) {
        return 2.0 * (layers() * tokens + outside() * chosen) / machine.matrixPeak();
    }

    private double layers() {
        return CheckpointLayout.parameters(sizes) - 2 * outside();
    }

    /** The numbers of the output layer, and of the embedding. */
    private double outside() {
        return (double) sizes.vocabulary() * sizes.hiddenSize();
    }
}
