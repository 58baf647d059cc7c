package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code serve} refuses before it listens. */
class ServedModelsTest {

    private final Terminal terminal = new Terminal();

    @TempDir
    Path folder;

    @Test
    void a_model_that_is_not_there_is_told_before_anybody_can_ask_it() {
        assertThat(terminal.run("serve", "--port", "0", "--model", "models/nowhere"))
                .isEqualTo(ExitCode.MODEL_UNAVAILABLE);
        assertThat(terminal.err()).contains("models/nowhere: there is no such folder; --model names a model's folder");
        assertThat(terminal.run("serve", "--port", "0", "--model", "embedded:huge"))
                .isEqualTo(ExitCode.MODEL_UNAVAILABLE);
        assertThat(terminal.err()).contains("no embedded model is named 'huge'; there are tinier, tiny");
    }

    @Test
    void two_models_of_one_name_are_told() {
        assertThat(terminal.run("serve", "--port", "0", "--model", "embedded:tiny", "--model", "embedded:tiny"))
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(terminal.err()).contains("two models would be called tiny; offer one of them");
    }

    @Test
    void a_remote_model_without_its_key_is_told_and_no_part_of_a_key_is() throws IOException {
        Path study = folder.resolve("remote.yaml");
        Files.writeString(
                study,
                Files.readString(Path.of(System.getProperty("charmirror.home", "."), "scenarios/studies/demo.yaml"))
                        .replaceFirst(
                                "(?s)models:.*?\\n(?=\\w)",
                                "models:\n  - {id: far, provider: openai, base_url: \"http://127.0.0.1:9/v1\", model: m,"
                                        + " api_key_file: " + folder.resolve("key") + "}\n"));
        assertThat(terminal.run("serve", "--port", "0", "--models", study.toString()))
                .isEqualTo(ExitCode.MODEL_UNAVAILABLE);
        assertThat(terminal.err()).contains("far: there is no file " + folder.resolve("key"));
    }
}
