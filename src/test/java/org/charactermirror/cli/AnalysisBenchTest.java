package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalysisBenchTest {

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
        assertThat(terminal.run("bench", "--analysis", "--rows", "500", "--json", "--cache", cache.toString()))
                .as(terminal.err())
                .isEqualTo(ExitCode.DONE);
        JsonNode json = new ObjectMapper().readTree(terminal.out());
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly(
                        "format",
                        "rows_of_each_kind",
                        "plain_seconds",
                        "import_seconds",
                        "import_ratio",
                        "report_seconds",
                        "report_ratio",
                        "heap_bytes");
        assertThat(json.get("format").textValue()).isEqualTo("charmirror.analysis-bench/1");
        assertThat(json.get("rows_of_each_kind").intValue()).isEqualTo(500);
        assertThat(cache).isEmptyDirectory();
    }

    @Test
    void the_plain_pass_takes_the_mean_of_every_column() throws IOException {
        Path file = folder.resolve("few.csv");
        Files.writeString(file, "model,overall,outcome\nm1,4,win\nm2,1,lose\nm1,3,win\nm2,2,tie\n");
        // (4 + 1 + 3 + 2) / 4, and (1 - 1 + 1 + 0) / 4.
        assertThat(AnalysisBench.means(file)).containsExactly(0, 2.5, 0.25);
    }

    @Test
    void rows_are_for_this_measurement_only_and_no_more_than_there_can_be() {
        assertThat(terminal.run("bench", "--rows", "5")).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).contains("--rows needs --analysis");
        assertThat(terminal.run("bench", "--analysis", "--rows", "0")).isEqualTo(ExitCode.USAGE);
        // 200 annotators x 240 characters x 13 models x 3 topics.
        assertThat(terminal.err()).contains("--rows is 0; it must be from 1 to 1872000");
        assertThat(terminal.run("bench", "--analysis", "--harness")).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).contains("--analysis measures neither models nor the harness");
    }
}
