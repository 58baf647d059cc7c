package org.charactermirror.chat.glm;

/** The arithmetic in which a network runs. */
public enum Precision {
    /** 32-bit floats throughout: the reference. */
    F32(6),
    /** Weights, activations and cache in bfloat16; norms, rotations and logits in 32-bit floats. */
    BF16(15);

    private final int torchType;

    Precision(int torchType) {
        this.torchType = torchType;
    }

    /** Returns libtorch's number of the element type. */
    int torchType() {
        return torchType;
    }
}
