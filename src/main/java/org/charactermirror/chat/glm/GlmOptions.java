package org.charactermirror.chat.glm;

import java.util.Objects;

/**
 * How a local model is run.
 *
 * @param precision the arithmetic
 * @param threads threads of a network step; 0 to choose by the model's size
 * @param contextLimit the most tokens of prompt and reply together; 0 for the model's own context
 * @param batch how many replies are written side by side, at least 1; each takes memory for its dialogue's tokens
 * @param speculation whether the network runs guesses of the tokens to come besides, which changes the speed and nothing else
 */
public record GlmOptions(Precision precision, int threads, int contextLimit, int batch, boolean speculation) {

    public GlmOptions {
        Objects.requireNonNull(precision, "precision");
        if (threads < 0 || contextLimit < 0 || batch < 1) {
            throw new IllegalArgumentException("threads " + threads + ", context limit " + contextLimit + " and batch "
                    + batch + " must be at least 0, 0 and 1");
        }
    }

    /** Runs at float32 with the model's own context, one reply at a time, with speculation. */
    public static GlmOptions ofDefaults() {
        return new GlmOptions(Precision.F32, 0, 0, 1, true);
    }

    /** Returns the same with another precision. */
    public GlmOptions withPrecision(Precision other) {
        return new GlmOptions(other, threads, contextLimit, batch, speculation);
    }

    /** Returns the same with another number of replies side by side. */
    public GlmOptions withBatch(int other) {
        return new GlmOptions(precision, threads, contextLimit, other, speculation);
    }

    /** Returns the same with or without speculation. */
    public GlmOptions withSpeculation(boolean other) {
        return new GlmOptions(precision, threads, contextLimit, batch, other);
    }
}
