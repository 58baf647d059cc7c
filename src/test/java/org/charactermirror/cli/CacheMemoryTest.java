package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.charactermirror.chat.CacheUse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bound on what local models keep of dialogues, as a user sets it and reads of it. */
class CacheMemoryTest {

    @TempDir
    private Path folder;

    private final Terminal terminal = new Terminal();

    @ParameterizedTest
    @CsvSource({"4g, 4000000000, 4g", "800M, 800000000, 800m", "1500k, 1500000, 1500k", "1234, 1234, 1234"})
    void a_size_is_bytes_or_has_a_unit(String written, long bytes, String shortest) {
        MemorySize size = new MemorySize.Converter().convert(written);
        assertThat(size.bytes()).isEqualTo(bytes);
        assertThat(size).hasToString(shortest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0g", "-1", "4 g", "4gb", "much", "", "1.5g", "9999999999999999999"})
    void what_is_no_size_is_refused(String written) {
        assertThat(MemorySize.isOne(written)).isFalse();
        assertThat(terminal.run("run", "demo", "--out", folder.toString(), "--cache-memory", written))
                .isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err())
                .startsWith("Invalid value for option '--cache-memory': '" + written
                        + "' is not a size such as 800m or 4g\n");
    }

    @Test
    void the_counts_of_a_run_stand_in_its_outcome_its_record_and_on_standard_error() throws IOException {
        String study = study();
        String out = folder.resolve("out").toString();
        assertThat(terminal.run("run", study, "--out", out, "--json", "--cache-memory", "100m"))
                .as(terminal.err())
                .isEqualTo(ExitCode.DONE);
        JsonNode counts = new ObjectMapper().readTree(terminal.out()).at("/caches/tiny");
        List<Integer> prompts = Files.readAllLines(folder.resolve("out").resolve("transcripts.jsonl")).stream()
                .map(line -> Integer.valueOf(line.replaceAll(".*\"prompt_tokens\":([0-9]+).*", "$1")))
                .toList();
        assertThat(counts.path("prompt_tokens").asInt())
                .isEqualTo(prompts.stream().mapToInt(Integer::intValue).sum());
        assertThat(prompts).hasSize(8);
        // Every second turn finds the first one's prompt.
        assertThat(counts.path("cached_tokens").asInt()
                        - counts.path("shared_tokens").asInt())
                .isGreaterThanOrEqualTo(prompts.get(0) + prompts.get(2) + prompts.get(4) + prompts.get(6));
        // And one session of each character its profile: more than half of a prompt.
        assertThat(counts.path("shared_tokens").asInt()).isGreaterThan((prompts.get(2) + prompts.get(6)) / 2);
        assertThat(counts.path("recomputed_tokens").asInt()).isZero();
        assertThat(counts.path("evicted_blocks").asInt()).isZero();
        assertThat(counts.path("peak_bytes").asLong()).isBetween(1L, 100_000_000L);
        String line = terminal.err()
                .lines()
                .filter(said -> said.startsWith("model tiny: ") && said.contains("tokens of prompts"))
                .findFirst()
                .orElseThrow();
        JsonNode events = new ObjectMapper()
                .readTree(folder.resolve("out").resolve("run.json").toFile())
                .path("events");
        assertThat(events.findValuesAsText("kind")).contains("caches");
        assertThat(events.findValuesAsText("detail")).contains(line);
    }

    @Test
    void a_reply_for_which_the_memory_does_not_suffice_fails_with_both_figures_and_what_to_do() throws IOException {
        String study = study();
        String out = folder.resolve("out").toString();
        assertThat(terminal.run("run", study, "--out", out, "--cache-memory", "100k"))
                .isEqualTo(ExitCode.FAILED_SESSIONS);
        assertThat(terminal.err())
                .containsPattern(
                        "tiny\\.xiang-yu\\.chat-1\\.1 failed: the prompt's [0-9]+ tokens and up to 8 of the reply need"
                                + " [0-9]+ bytes for keys and values, but --cache-memory is 100000: give it at least [0-9]+\n");
    }

    private String study() throws IOException {
        SampleStudy.write(folder, """
                id: small
                kind: rating
                models:
                  - {id: tiny, provider: local, path: "embedded:tiny"}
                characters: [xiang-yu, li-bai]
                scenarios: [chat-1, love-1]
                rounds: 2
                seed: 7
                generation: {max_new_tokens: 8}
                """);
        return folder.resolve("small.yaml").toString();
    }

    @Test
    void the_line_of_a_model_tells_history_and_what_is_shared_apart() {
        assertThat(CacheUses.lines(Map.of("tiny", new CacheUse(217_728, 185_400, 60_000, 12, 3, 250_000_000))))
                .containsExactly(
                        "model tiny: 217,728 tokens of prompts, of which 185,400 were in the cache: 125,400 of the"
                                + " dialogues' own histories, 60,000 of beginnings that dialogues share, such as profiles;"
                                + " 12 computed again, 3 blocks given up, at most 0.25 GB in use");
    }
}
