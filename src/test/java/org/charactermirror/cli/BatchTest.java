package org.charactermirror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.charactermirror.batch.RunListener;
import org.charactermirror.chat.glm.GlmOptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the embedded model says never depends on how many sessions are played beside each other. */
class BatchTest {

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
        List<String> alone = played(1);
        assertThat(alone).hasSize((kind.equals("rating") ? 2 : 1) * 36 * 2);
        assertThat(played(7)).containsExactlyElementsOf(alone);
        assertThat(played(32)).containsExactlyElementsOf(alone);
    }

    private List<String> played(int batch) throws IOException {
        Path out = folder.resolve("batch-" + batch);
        new StudyRun(
                        SampleStudy.load(folder),
                        new LocalModels(GlmOptions.ofDefaults().withBatch(batch)),
                        batch)
                .run(out, RunListener.NONE, () -> false);
        return Files.readAllLines(out.resolve("transcripts.jsonl")).stream()
                .map(line -> line.replaceAll(",\"seconds\":[0-9.]+", ""))
                .toList();
    }
}
