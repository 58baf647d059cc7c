package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgeBenchTest {

    @TempDir
    private Path folder;

    private final Terminal terminal = new Terminal();

    @AfterEach
    void forgetTheCache() {
        System.clearProperty("charmirror.cache");
    }

    @Test
    void json_has_the_stable_keys_and_all_items_are_judged() throws IOException {
        Path cache = folder.resolve("cache");
        assertThat(terminal.run(
                        "bench",
                        "--judge",
                        "--items",
                        "40",
                        "--latency",
                        "1",
                        "--concurrency",
                        "4",
                        "--json",
                        "--cache",
                        cache.toString()))
                .as(terminal.err())
                .isEqualTo(ExitCode.DONE);

        JsonNode json = new ObjectMapper().readTree(terminal.out());
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly(
                        "format", "items", "latency_milliseconds", "concurrency", "items_per_second", "busy_share");
        assertThat(json.get("items").intValue()).isEqualTo(40);
        assertThat(json.get("busy_share").doubleValue()).isBetween(0.0, 1.0);
        assertThat(cache).isEmptyDirectory();
    }

    @Test
    void options_that_measure_something_else_are_refused() {
        assertThat(terminal.run("bench", "--judge", "--study")).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err())
                .contains("--study, --config and --keep are not for --judge; name a --shape or a --model");
        assertThat(terminal.run("bench", "--items", "5")).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).contains("--items needs --judge");
    }
}
