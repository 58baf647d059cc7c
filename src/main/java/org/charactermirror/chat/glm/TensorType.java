package org.charactermirror.chat.glm;

import java.util.Arrays;
import java.util.Optional;

/** How the numbers of a stored tensor are encoded; always little-endian. */
public enum TensorType {
    F16(2, 5, "HalfStorage"),
    BF16(2, 15, "BFloat16Storage"),
    F32(4, 6, "FloatStorage");

    private final int bytes;
    private final int torchType;
    private final String torchStorage;

    TensorType(int bytes, int torchType, String torchStorage) {
        this.bytes = bytes;
        this.torchType = torchType;
        this.torchStorage = torchStorage;
    }

    /** Returns the bytes that one number takes. */
    public int bytes() {
        return bytes;
    }

    /** Returns libtorch's number of the type. */
    int torchType() {
        return torchType;
    }

    /** Finds the type by its name in a safetensors header. */
    static Optional<TensorType> ofName(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }

    /** Finds the type by PyTorch's storage class. */
    static Optional<TensorType> ofTorchStorage(String storage) {
        return Arrays.stream(values())
                .filter(type -> type.torchStorage.equals(storage))
                .findFirst();
    }
}
