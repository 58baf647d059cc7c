package org.charactermirror.chat.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.charactermirror.chat.ModelUnavailableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelConfigurationTest {

    @TempDir
    private Path folder;

    @Test
    void sizes_come_from_the_file() {
        assertThat(ModelConfiguration.read(TinyCheckpoint.FOLDER))
                .isEqualTo(new ModelConfiguration(2, 64, 112, 4, 16, 2, 256, 128, 1e-5));
    }

    @Test
    void the_parameters_of_the_published_model_are_counted() {
        ModelConfiguration published = new ModelConfiguration(28, 4096, 13696, 32, 128, 2, 65024, 32768, 1e-5);
        // What the published checkpoint's index gives: 12,487,168,064 bytes in half precision, 64 of them inv_freq.
        assertThat(CheckpointLayout.parameters(published)).isEqualTo(6_243_584_000L);
    }

    @Test
    void another_architecture_is_refused_with_all_that_differs() throws IOException {
        Path file = folder.resolve("config.json");
        Files.writeString(file, """
                {"model_type": "llama", "architectures": ["LlamaForCausalLM"], "rmsnorm": false, "add_qkv_bias": true,
                 "multi_query_attention": true, "add_bias_linear": false, "post_layer_norm": true,
                 "apply_residual_connection_post_layernorm": false, "rope_ratio": 16}
                """);
        assertThatThrownBy(() -> ModelConfiguration.read(folder))
                .isInstanceOf(ModelUnavailableException.class)
                .hasMessage(file + ": this model cannot be used:"
                        + "\n  " + file + ": model_type is \"llama\", but only \"chatglm\" (the architecture of"
                        + " ChatGLM2-6B, ChatGLM3-6B and CharacterGLM-6B) can be run"
                        + "\n  " + file + ": architectures is [\"LlamaForCausalLM\"], but only ChatGLMModel and its"
                        + " relatives can be run"
                        + "\n  " + file + ": rmsnorm is false, but only true can be run"
                        + "\n  " + file + ": rope_ratio is 16, but only unscaled rotary embeddings (1, or none) can be"
                        + " run");
    }

    @Test
    void sizes_that_are_missing_or_contradict_each_other_are_refused() throws IOException {
        String config = Files.readString(TinyCheckpoint.FOLDER.resolve("config.json"));
        Path file = folder.resolve("config.json");
        Files.writeString(
                file,
                config.replace("\"num_layers\": 2", "\"num_layers\": \"2\"").replace("\"seq_length\"", "\"x\""));
        assertThatThrownBy(() -> ModelConfiguration.read(folder))
                .hasMessageContaining("num_layers is \"2\"; it must be a whole number")
                .hasMessageContaining("seq_length is missing; it must be a whole number");
        Files.writeString(file, config.replace("\"num_attention_heads\": 4", "\"num_attention_heads\": 3"));
        assertThatThrownBy(() -> ModelConfiguration.read(folder))
                .hasMessageContaining("num_attention_heads 3 is not a multiple of multi_query_group_num 2")
                .hasMessageContaining("num_attention_heads 3 times kv_channels 16 is not hidden_size 64");
    }

    @Test
    void a_missing_file_is_told_apart_from_a_missing_folder() {
        assertThatThrownBy(() -> ModelConfiguration.read(folder))
                .hasMessage(folder.resolve("config.json") + ": missing; it must stand beside the weights");
        assertThatThrownBy(() -> ModelConfiguration.read(folder.resolve("none")))
                .hasMessageStartingWith(folder.resolve("none") + ": no such folder;");
    }
}
