package org.charactermirror.chat.glm;

import ai.djl.Device;
import ai.djl.engine.Engine;
import java.util.Locale;
import org.charactermirror.chat.ModelUnavailableException;

/** What a network runs on. */
public enum ComputeDevice {
    /** The processor, with the kernels that were measured and tested. */
    CPU("cpu"),
    /** The first GPU that libtorch finds, with plain products. Untested: no machine of the project's has one. */
    GPU("cuda:0");

    private final String torchName;

    ComputeDevice(String torchName) {
        this.torchName = torchName;
    }

    /** Returns the word by which options and records name it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns libtorch's name of it. */
    String torchName() {
        return torchName;
    }

    /** Returns the engine's name of it. */
    Device engineDevice() {
        return this == GPU ? Device.gpu() : Device.cpu();
    }

    /** Returns the precision nearest to the one asked for that has kernels there; of a GPU, 8-bit integers have none. */
    Precision nearest(Precision asked) {
        if (this == CPU) {
            return Processor.ofThisMachine().nearest(asked);
        }
        return asked == Precision.INT8 ? Precision.BF16 : asked;
    }

    /**
     * Checks that it is there.
     *
     * @throws ModelUnavailableException if it is not, or libtorch cannot be used
     */
    void check() {
        if (this == GPU && gpus() == 0) {
            throw new ModelUnavailableException(
                    "libtorch finds no GPU: either there is none, or this is the libtorch of processors, which comes with"
                            + " CharacterMirror. Use --device cpu, or set PYTORCH_LIBRARY_PATH to the lib folder of a"
                            + " libtorch 2.7.1 for CUDA 12.8, PYTORCH_VERSION to 2.7.1 and PYTORCH_FLAVOR to cu128.");
        }
    }

    private static int gpus() {
        try {
            return Engine.getEngine("PyTorch").getGpuCount();
        } catch (RuntimeException | LinkageError e) {
            throw new ModelUnavailableException("libtorch cannot be used on this machine: " + e.getMessage(), e);
        }
    }
}
