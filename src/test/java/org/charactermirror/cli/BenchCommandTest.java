package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchCommandTest {

    private static final String CONFIG = "src/test/resources/chatglm2-tiny/config.json";

    @TempDir
    private Path folder;

    private final Terminal terminal = new Terminal();

    @AfterEach
    void forgetTheCache() {
        System.clearProperty("charmirror.cache");
    }

    @Test
    void json_has_the_stable_keys_and_nothing_is_left_on_the_disk() throws IOException {
        Path config = Files.writeString(
                folder.resolve("config.json"),
                Files.readString(Path.of(CONFIG)).replace("\"num_layers\": 2", "\"num_layers\": 7"));
        Path cache = folder.resolve("cache");
        assertThat(terminal.run(
                        "bench",
                        "--config",
                        config.toString(),
                        "--context",
                        "20",
                        "--seconds",
                        "0.05",
                        "--layers",
                        "1",
                        "--json",
                        "--cache",
                        cache.toString()))
                .as(terminal.err())
                .isEqualTo(ExitCode.DONE);
        JsonNode json = new ObjectMapper().readTree(terminal.out());
        assertThat(json.path("format").asText()).isEqualTo("charmirror.bench/1");
        assertThat(json.path("bandwidth_gb_s").asDouble()).isPositive();
        assertThat(json.path("matrix_peak_gop_s").asDouble()).isPositive();
        assertThat(json.path("generation_tokens_per_s").properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("1", "4", "8", "16", "32", "64");
        assertThat(json.path("prefill_tokens_per_s")).as("a context of 128").isEmpty();
        assertThat(json.path("not_measured").toString())
                .contains("a prompt of 512 tokens: the model's context is 128", "a prompt of 2048 tokens");
        assertThat(json.path("load_seconds").asDouble()).isPositive();
        assertThat(json.has("resident_gib")).isTrue();
        assertThat(json.path("extrapolated").asBoolean()).isTrue();
        assertThat(json.path("layers_measured").toString()).isEqualTo("[1,2]");
        assertThat(json.path("layers").asInt()).isEqualTo(7);
        assertThat(terminal.err())
                .contains("bench: writing random weights of 1 layer, 0.00 GB, to " + cache)
                .contains("bench: loading 2 layers from " + cache);
        assertThat(cache).isEmptyDirectory();
    }

    @Test
    void random_weights_that_are_kept_can_be_measured_again() {
        Path kept = folder.resolve("kept");
        assertThat(terminal.run(
                        "bench", "--config", CONFIG, "--context", "20", "--seconds", "0.05", "--keep", kept.toString()))
                .as(terminal.err())
                .isEqualTo(ExitCode.DONE);
        assertThat(terminal.out())
                .startsWith(CONFIG + ": 100,928 parameters, 2 layers, f32, 1 threads\n")
                .containsPattern("memory bandwidth +[0-9.]+ GB/s")
                .containsPattern("at once +64 +[0-9.,]+ +[0-9.,]+ +[0-9.,]+ +[0-9.,]+ +[0-9]+%  (memory|matrices)\n")
                .contains("Not measured: a prompt of 512 tokens: the model's context is 128\n")
                .doesNotContain("Extrapolated");
        assertThat(terminal.run(
                        "bench", "--config", CONFIG, "--context", "20", "--seconds", "0.05", "--keep", kept.toString()))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err())
                .endsWith(kept + ": is not empty; name a new folder, or measure what is there with --model\n");
        assertThat(kept).isDirectoryContaining("glob:**/model.safetensors");
        assertThat(terminal.run("bench", "--model", kept.toString(), "--context", "20", "--seconds", "0.05"))
                .as(terminal.err())
                .isEqualTo(ExitCode.DONE);
    }

    @Test
    void wrong_options_are_told_before_anything_is_measured() {
        usage("Name what to measure: one of --shape, --config and --model", "bench");
        usage(
                "Name what to measure: one of --shape, --config and --model",
                "bench",
                "--shape",
                "tiny",
                "--config",
                "c");
        usage(
                "--shape is gpt; there are: chatglm2-6b, tinier, tiny; for other sizes use --config",
                "bench",
                "--shape",
                "gpt");
        usage(
                "--context is 768; it must be from 1 to 767, since the model's context is 768",
                "bench",
                "--shape",
                "tiny",
                "--context",
                "768");
        usage("--seconds is 0.0; it must be above 0 and at most 600", "bench", "--shape", "tiny", "--seconds", "0");
        usage(
                "--layers is 29; it must be from 1 to 28, the model's layers",
                "bench",
                "--shape",
                "chatglm2-6b",
                "--layers",
                "29");
        usage("--sessions and --batch need --study", "bench", "--shape", "tiny", "--sessions", "3");
        usage("--sessions is 73; it must be from 1 to 72", "bench", "--shape", "tiny", "--study", "--sessions", "73");
        usage(
                "--study: the model's context of 128 tokens has no room for a round behind a profile of 300",
                "bench",
                "--config",
                CONFIG,
                "--context",
                "20",
                "--study");
        usage(
                "--layers and --keep are for random weights, not for --model",
                "bench",
                "--model",
                "embedded:tiny",
                "--layers",
                "2");
    }

    private void usage(String message, String... arguments) {
        assertThat(terminal.run(arguments)).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).isEqualTo(message + "\nSee: charmirror bench --help\n");
    }

    @Test
    void a_configuration_that_cannot_be_run_is_exit_code_5() throws IOException {
        Path file = folder.resolve("other.json");
        assertThat(terminal.run("bench", "--config", file.toString())).isEqualTo(ExitCode.MODEL_UNAVAILABLE);
        assertThat(terminal.err()).isEqualTo(file + ": no such file\n");
        Files.writeString(file, "{\"model_type\": \"llama\"}");
        assertThat(terminal.run("bench", "--config", file.toString())).isEqualTo(ExitCode.MODEL_UNAVAILABLE);
        assertThat(terminal.err()).contains("model_type is \"llama\", but only \"chatglm\"");
    }
}
