package org.charactermirror.chat.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.djl.engine.Engine;
import java.nio.file.Path;
import org.charactermirror.chat.ModelUnavailableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ComputeDeviceTest {

    @TempDir
    private Path folder;

    @Test
    void where_there_is_no_gpu_a_model_that_is_to_run_on_one_says_what_is_missing_and_what_to_do() throws Exception {
        assumeThat(Engine.getEngine("PyTorch").getGpuCount()).isZero();
        Path model = CharacterCheckpoint.write(folder, 1);
        GlmOptions options = GlmOptions.ofDefaults().withDevice(ComputeDevice.GPU);
        assertThatThrownBy(() -> GlmChatModel.open(model, options))
                .isInstanceOf(ModelUnavailableException.class)
                .hasMessage(
                        "libtorch finds no GPU: either there is none, or this is the libtorch of processors, which comes"
                                + " with CharacterMirror. Use --device cpu, or set PYTORCH_LIBRARY_PATH to the lib folder of a"
                                + " libtorch 2.7.1 for CUDA 12.8, PYTORCH_VERSION to 2.7.1 and PYTORCH_FLAVOR to cu128.");
    }

    @ParameterizedTest
    @EnumSource(
            value = Precision.class,
            names = {"F32", "BF16"})
    void the_program_for_a_gpu_is_that_for_the_processor_with_another_place_for_its_tensors(Precision precision) {
        ModelConfiguration sizes = ModelConfiguration.read(EmbeddedModels.resolve("embedded:tiny"));
        String gpu = DecoderProgram.methods(sizes, precision, ComputeDevice.GPU, "");
        String cpu = DecoderProgram.methods(sizes, precision, ComputeDevice.CPU, "");
        assertThat(gpu).contains("torch.device(\"cuda:0\")").doesNotContain("torch.device(\"cpu\")");
        assertThat(gpu.replace("cuda:0", "cpu")).isEqualTo(cpu);
        // libtorch accepts the text without a GPU as well; only running it would need one.
        TorchScriptModule.compile(gpu).close();
    }

    @Test
    void a_gpu_takes_bf16_in_place_of_int8_and_the_other_precisions_as_they_are() {
        assertThat(ComputeDevice.GPU.nearest(Precision.INT8)).isEqualTo(Precision.BF16);
        assertThat(ComputeDevice.GPU.nearest(Precision.BF16)).isEqualTo(Precision.BF16);
        assertThat(ComputeDevice.GPU.nearest(Precision.F32)).isEqualTo(Precision.F32);
    }
}
