package org.charactermirror.cli;

import org.charactermirror.chat.glm.ComputeDevice;
import picocli.CommandLine.Option;

/** The option that says what local models run on. */
final class DeviceOption {

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            defaultValue = "cpu",
            descriptionKey = "device",
            description =
                    "cpu or gpu: what local models run on; ${DEFAULT-VALUE} if not given. gpu is UNTESTED, needs an NVIDIA"
                            + " GPU and a libtorch for it, which is not shipped, and runs int8 models at bf16; what is"
                            + " said may differ from the processor's and with --batch.")
    private ComputeDevice device = ComputeDevice.CPU;

    /** Returns the device. */
    ComputeDevice value() {
        return device;
    }
}
