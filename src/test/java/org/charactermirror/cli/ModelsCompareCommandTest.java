package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsCompareCommandTest {

    @TempDir
    private Path folder;

    private final Terminal terminal = new Terminal();

    @Test
    void the_figures_are_told_to_people_and_to_programs() throws IOException {
        Path text = Files.writeString(folder.resolve("a.txt"), "你好，今天天气很好。".repeat(20));
        assertThat(run(text, "--context", "128")).as(terminal.err()).isEqualTo(ExitCode.DONE);
        // 10 characters, each a token, 20 times; windows of 126 tokens behind the two that begin a prompt.
        assertThat(terminal.out().lines().toList())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .isEqualTo("embedded:tiny at bf16 against f32: 200 tokens of 1 text in 2 windows"),
                        line -> assertThat(line).matches("mean absolute logit error +[0-9.]+"),
                        line -> assertThat(line)
                                .matches("largest absolute logit error +[0-9.]+  \\(.*a\\.txt, window [12], token"
                                        + " [0-9]+, id [0-9]+\\)"),
                        line -> assertThat(line).matches("same likeliest token +[0-9.]+%  \\([0-9]+ of 200\\)"),
                        line -> assertThat(line).matches("perplexity at bf16 +[0-9.]+"),
                        line -> assertThat(line).matches("perplexity at f32 +[0-9.]+"),
                        line -> assertThat(line).matches("difference +[+-][0-9.]+  \\([+-][0-9.]+%\\)"));
        assertThat(run(text, "--json")).isEqualTo(ExitCode.DONE);
        JsonNode json = new ObjectMapper().readTree(terminal.out());
        assertThat(json.path("format").asText()).isEqualTo("charmirror.compare/1");
        assertThat(json.path("tokens").asInt()).isEqualTo(200);
        assertThat(json.path("longest_window").asInt()).isEqualTo(202);
        assertThat(json.path("perplexity_difference").asDouble())
                .isEqualTo(json.path("perplexity").asDouble()
                        - json.path("perplexity_against").asDouble());
        assertThat(json.path("top1_agreement").asDouble())
                .isEqualTo(json.path("top1_agreeing").asDouble() / 200);
    }

    @Test
    void all_files_that_cannot_be_used_are_told() throws IOException {
        Path missing = folder.resolve("none.txt");
        Path bytes = Files.write(folder.resolve("b.txt"), new byte[] {'a', (byte) 0xff});
        assertThat(run(missing, bytes.toString())).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err())
                .isEqualTo(missing + ": cannot be read: no such file\n" + bytes
                        + ":1:2: byte 0xFF is not UTF-8; save the file with the encoding UTF-8\n");
    }

    @Test
    void a_precision_is_not_compared_with_itself() {
        assertThat(run(folder.resolve("a.txt"), "--against", "bf16")).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err())
                .isEqualTo("--precision and --against are both bf16\nSee: charmirror models compare --help\n");
    }

    @Test
    void a_model_that_is_not_there_is_exit_code_5() throws IOException {
        Path text = Files.writeString(folder.resolve("a.txt"), "你好");
        assertThat(terminal.run(
                        "models", "compare", "--model", "embedded:none", "--precision", "bf16", text.toString()))
                .isEqualTo(ExitCode.MODEL_UNAVAILABLE);
        assertThat(terminal.err()).startsWith("no embedded model is named 'none'; there are ");
    }

    private int run(Path text, String... more) {
        String[] all = Stream.concat(
                        Stream.of(
                                "models",
                                "compare",
                                "--model",
                                "embedded:tiny",
                                "--precision",
                                "bf16",
                                text.toString()),
                        Stream.of(more))
                .toArray(String[]::new);
        return terminal.run(all);
    }
}
