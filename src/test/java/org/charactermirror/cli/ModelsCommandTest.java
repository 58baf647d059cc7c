package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.charactermirror.chat.glm.SentencePieceWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ModelsCommandTest {

    private static final Path REFERENCE = Path.of("src/test/resources/chatglm2-tiny");

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void verify_tells_the_largest_error_of_each_prompt_and_passes() {
        assertThat(run("models", "verify", "--model", REFERENCE.toString(), "--expected", expected()))
                .isEqualTo(0);
        assertThat(out.toString().lines())
                .hasSize(4)
                .allSatisfy(line ->
                        assertThat(line).containsPattern("all 16 greedy tokens agree|passed: 3 of 3 prompts agree"));
        assertThat(out.toString()).contains("prompt 1: 7 tokens, largest absolute error ");
    }

    @Test
    void verify_fails_with_exit_code_1_when_an_error_exceeds_the_tolerance() {
        assertThat(run(
                        "models",
                        "verify",
                        "--model",
                        REFERENCE.toString(),
                        "--expected",
                        expected(),
                        "--precision",
                        "bf16",
                        "--tolerance",
                        "0.0001"))
                .isEqualTo(1);
        assertThat(out.toString()).contains("(too large)").contains("FAILED: 0 of 3 prompts agree at bf16");
    }

    @Test
    void verify_at_bfloat16_needs_a_tolerance() {
        assertThat(run(
                        "models",
                        "verify",
                        "--model",
                        REFERENCE.toString(),
                        "--expected",
                        expected(),
                        "--precision",
                        "bf16"))
                .isEqualTo(2);
        assertThat(err.toString()).startsWith("--precision bf16 needs --tolerance: ");
    }

    @Test
    void a_model_that_cannot_be_used_is_exit_code_5_and_a_bad_file_of_numbers_3() throws IOException {
        assertThat(run("models", "verify", "--model", folder.toString(), "--expected", expected()))
                .isEqualTo(5);
        assertThat(err.toString()).startsWith(folder.resolve("config.json") + ": missing;");
        Path broken = Files.writeString(folder.resolve("broken.json"), "[{]");
        assertThat(run("models", "verify", "--model", REFERENCE.toString(), "--expected", broken.toString()))
                .isEqualTo(3);
    }

    @Test
    void tokenize_turns_each_json_string_into_a_json_list() throws IOException {
        writeTokenizer();
        assertThat(runWithInput("\"你\\u597d\"\n\"\"\n\"好\\n\"\n", "--model", folder.toString(), "--json"))
                .isEqualTo(0);
        assertThat(out).hasToString("[259, 260]%n[]%n[260, 13]%n".formatted());
    }

    @Test
    void tokenize_tells_every_line_that_is_not_a_json_string() throws IOException {
        writeTokenizer();
        assertThat(runWithInput("\"你\"\n5\n\n", "--model", folder.toString(), "--json"))
                .isEqualTo(3);
        assertThat(err)
                .hasToString(("standard input:2: not a JSON string but 5%n"
                                + "standard input:3: not a JSON string but an empty line%n")
                        .formatted());
    }

    @Test
    void list_describes_a_folder_and_tells_what_is_wrong_with_another() throws IOException {
        writeTokenizer();
        assertThat(run("models", "list", folder.toString())).isEqualTo(5);
        assertThat(err.toString()).startsWith(folder.resolve("config.json") + ": missing;");
    }

    private void writeTokenizer() throws IOException {
        Files.write(folder.resolve("tokenizer.model"), SentencePieceWriter.characterModel(List.of("你", "好")));
    }

    private static String expected() {
        return REFERENCE.resolve("expected.json").toString();
    }

    private int runWithInput(String input, String... arguments) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        try {
            String[] all = new String[arguments.length + 2];
            all[0] = "models";
            all[1] = "tokenize";
            System.arraycopy(arguments, 0, all, 2, arguments.length);
            return run(all);
        } finally {
            System.setIn(before);
        }
    }

    private int run(String... arguments) {
        CommandLine commandLine = Main.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }
}
