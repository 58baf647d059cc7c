package org.charactermirror.chat.glm;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The arithmetic in which a network runs. */
public enum Precision {
    /** 32-bit floats throughout: the reference. */
    F32(TorchTypes.FLOAT32, TorchTypes.FLOAT32, 4),
    /** Weights, activations and cache in bfloat16; norms, rotations, attention and logits in 32-bit floats. */
    BF16(TorchTypes.BFLOAT16, TorchTypes.BFLOAT16, 2),
    /**
     * Products of 8-bit integers, with a scale for each row of the weights and of the activations; the cache in bfloat16,
     * all else in 32-bit floats.
     */
    INT8(TorchTypes.FLOAT32, TorchTypes.BFLOAT16, 1);

    /** Libtorch's numbers of element types. */
    private static final class TorchTypes {
        private static final int FLOAT32 = 6;
        private static final int BFLOAT16 = 15;
    }

    private final int activationType;
    private final int keptType;
    private final int matrixBytes;

    Precision(int activationType, int keptType, int matrixBytes) {
        this.activationType = activationType;
        this.keptType = keptType;
        this.matrixBytes = matrixBytes;
    }

    /** Returns those for which this machine has fast kernels. */
    public static List<Precision> ofThisMachine() {
        Processor processor = Processor.ofThisMachine();
        return Arrays.stream(values())
                .filter(precision -> processor.nearest(precision) == precision)
                .toList();
    }

    /** Returns the word by which options, studies and records name it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the bytes that a number of a matrix takes. */
    int matrixBytes() {
        return matrixBytes;
    }

    /** Returns the bytes that a key's or value's number needs to be kept without a loss. */
    int keptBytes() {
        return keptType == TorchTypes.BFLOAT16 ? 2 : 4;
    }

    /** Returns libtorch's number of the type of activations, norms and biases. */
    int activationType() {
        return activationType;
    }

    /** Returns libtorch's number of the type to which keys and values are rounded. */
    int keptType() {
        return keptType;
    }

    /**
     * Returns the multiple to which the rows of a step are filled up, so that each one's bits are the same in any number of
     * rows. Products of floats round a row differently when there are few rows; sums of integers are exact.
     */
    int rows() {
        return this == INT8 ? 1 : Decoder.ROWS;
    }
}
