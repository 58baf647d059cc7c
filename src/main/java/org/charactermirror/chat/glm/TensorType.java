package org.charactermirror.chat.glm;

import java.util.Arrays;
import java.util.Optional;

/** How the numbers of a stored tensor are encoded; always little-endian. */
public enum TensorType {
    F16(2, "HalfStorage"),
    BF16(2, "BFloat16Storage"),
    F32(4, "FloatStorage");

    private final int bytes;
    private final String torchStorage;

    TensorType(int bytes, String torchStorage) {
        this.bytes = bytes;
        this.torchStorage = torchStorage;
    }

    /** Returns the bytes that one number takes. */
    public int bytes() {
        return bytes;
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
