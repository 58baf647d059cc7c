package org.charactermirror.chat.glm;

/** The arithmetic in which a network runs. */
public enum Precision {
    /** 32-bit floats throughout: the reference. */
    F32(6, 4),
    /** Weights, activations and cache in bfloat16; norms, rotations and logits in 32-bit floats. */
    BF16(15, 2);

    private final int torchType;
    private final int bytes;

    Precision(int torchType, int bytes) {
        this.torchType = torchType;
        this.bytes = bytes;
    }

    /** Returns the bytes of a weight and of a number in a cache. */
    int bytes() {
        return bytes;
    }

    /** Returns libtorch's number of the element type. */
    int torchType() {
        return torchType;
    }
}
