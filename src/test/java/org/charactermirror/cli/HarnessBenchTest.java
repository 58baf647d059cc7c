package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HarnessBenchTest {

    @TempDir
    private Path folder;

    private final Terminal terminal = new Terminal();

    @AfterEach
    void forgetTheCache() {
        System.clearProperty("charmirror.cache");
    }

    @Test
    void json_has_the_stable_keys_and_nothing_is_left_on_the_disk() throws IOException {
        Path cache = folder.resolve("cache");
        assertThat(terminal.run(
                        "bench",
                        "--harness",
                        "--turns",
                        "200",
                        "--latency",
                        "1",
                        "--concurrency",
                        "5",
                        "--json",
                        "--cache",
                        cache.toString()))
                .as(terminal.err())
                .isEqualTo(ExitCode.DONE);
        JsonNode json = new ObjectMapper().readTree(terminal.out());
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly(
                        "format",
                        "turns",
                        "latency_milliseconds",
                        "concurrency",
                        "turns_per_second",
                        "bare_transactions_per_second_before",
                        "bare_transactions_per_second_after",
                        "heap_bytes",
                        "resume_seconds",
                        "export_seconds",
                        "busy_share");
        assertThat(json.get("format").textValue()).isEqualTo("charmirror.harness/1");
        assertThat(json.get("turns").intValue())
                .as("those in flight when the run was asked to stop are finished")
                .isBetween(200, 204);
        assertThat(json.get("heap_bytes")).hasSize(4);
        assertThat(json.get("busy_share").doubleValue()).isBetween(0.0, 1.0);
        assertThat(cache).isEmptyDirectory();
    }

    @Test
    void wrong_options_are_told_before_anything_is_measured() {
        usage("--turns, --latency and --concurrency need --harness", "--shape", "tiny", "--turns", "40");
        usage(
                "--harness measures no model: --shape, --config, --model, --study and --layers are not for it",
                "--harness",
                "--shape",
                "tiny");
        usage("--turns is 19; it must be 20 or more", "--harness", "--turns", "19");
        usage("--concurrency is 0; it must be 1 or more", "--harness", "--concurrency", "0");
    }

    private void usage(String message, String... options) {
        String[] arguments = new String[options.length + 1];
        arguments[0] = "bench";
        System.arraycopy(options, 0, arguments, 1, options.length);
        assertThat(terminal.run(arguments)).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).isEqualTo(message + "\nSee: charmirror bench --help\n");
    }
}
