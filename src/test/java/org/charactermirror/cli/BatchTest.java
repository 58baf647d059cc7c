package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.charactermirror.batch.RunListener;
import org.charactermirror.batch.RunSummary;
import org.charactermirror.chat.glm.GlmOptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the embedded model says never depends on how many sessions are played beside each other. */
class BatchTest {

    private static final long PLENTY = 1_000_000_000;

    /** Tiny's keys and values take 2 KiB a token while a reply is written: room for some dialogues, not for 36. */
    private static final long LITTLE = 3_000_000;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"rating", "pairwise"})
    void the_same_study_gives_the_same_bytes_one_at_a_time_by_sevens_and_by_thirty_twos(String kind)
            throws IOException {
        SampleStudy.write(folder);
        // The second model differs in its arithmetic only: so all precisions are played.
        SampleStudy.write(
                folder,
                """
                id: small
                kind: %s
                models:
                  - {id: tiny, provider: local, path: "embedded:tiny", precision: f32}
                  - {id: other, provider: local, path: "embedded:tiny", precision: %s}
                characters: all
                scenarios: all
                rounds: 2
                repetitions: 9
                seed: 7
                generation: {temperature: 0.8, top_p: 0.9, repetition_penalty: 1.1, max_new_tokens: 16}
                """.formatted(kind, kind.equals("rating") ? "bf16" : "int8")
                        + (kind.equals("pairwise") ? "baseline: tiny\n" : ""));
        List<String> alone = played(1, PLENTY);
        assertThat(alone).hasSize((kind.equals("rating") ? 2 : 1) * 36 * 2);
        assertThat(played(7, PLENTY)).containsExactlyElementsOf(alone);
        assertThat(played(32, LITTLE)).containsExactlyElementsOf(alone);
        assertThat(played(32, PLENTY)).containsExactlyElementsOf(alone);
    }

    private List<String> played(int batch, long cacheMemory) throws IOException {
        Path out = folder.resolve("batch-" + batch + "-" + cacheMemory);
        GlmOptions options = GlmOptions.ofDefaults().withBatch(batch).withCacheMemory(cacheMemory);
        RunSummary summary = new StudyRun(SampleStudy.load(folder), new LocalModels(options), batch)
                .run(out, RunListener.NONE, () -> false);
        assertThat(summary.failed()).isEmpty();
        summary.caches().values().forEach(use -> {
            assertThat(use.evictedBlocks() > 0).as(use.toString()).isEqualTo(cacheMemory == LITTLE);
            assertThat(use.sharedTokens()).as(use.toString()).isPositive();
            assertThat(use.peakBytes()).isLessThanOrEqualTo(cacheMemory);
        });
        return Files.readAllLines(out.resolve("transcripts.jsonl")).stream()
                .map(line -> line.replaceAll(",\"seconds\":[0-9.]+", ""))
                .toList();
    }
}
