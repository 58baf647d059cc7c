package org.charactermirror.chat.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyBenchmarkTest {

    private static final ModelConfiguration SIZES = new ModelConfiguration(1, 64, 112, 4, 16, 2, 256, 512, 1e-5);

    @TempDir
    private Path folder;

    @Test
    void a_dialogue_s_history_and_a_shared_profile_are_computed_once() {
        RandomCheckpoint.write(folder, SIZES, 1);
        try (Decoder decoder = Decoder.load(Checkpoint.open(folder, SIZES), SIZES, Precision.F32, 512, 0)) {
            // Two topics of one character, one after the other. Prompts: 300 + 24 and, with 48 + 24 more, 396, of both.
            // Of the second prompt all but the last token of the reply and the new message were in the cache: 396 - 25.
            // The
            // second session finds the profile of the first.
            StudyBenchmark study = new StudyBenchmark(decoder, new StudyBenchmark.Part(2, 2, 1), 1);
            StudyBenchmark.Run shared = study.run(true, false);
            assertThat(shared.promptTokens()).isEqualTo(2 * (324 + 396));
            assertThat(shared.cachedTokens()).isBetween(2 * 371L + 300, 2 * 371L + 300 + 3);
            // With random profiles of 256 ids it happens that two begin alike, but no more than that.
            StudyBenchmark.Run guessing = study.run(true, true);
            assertThat(guessing.promptTokens()).as("the same replies").isEqualTo(shared.promptTokens());
            assertThat(guessing.cachedTokens()).as("the same replies").isEqualTo(shared.cachedTokens());
            StudyBenchmark.Run own = study.run(false, false);
            assertThat(own.promptTokens()).isEqualTo(shared.promptTokens());
            assertThat(own.cachedTokens()).isBetween(2 * 371L, 2 * 371L + 3);
        }
    }

    @Test
    void a_short_context_has_fewer_rounds() {
        // 300 + 20 x (24 + 48) = 1,740
        assertThat(StudyBenchmark.rounds(1740)).isEqualTo(20);
        assertThat(StudyBenchmark.rounds(1739)).isEqualTo(19);
        assertThat(StudyBenchmark.rounds(32_768)).isEqualTo(20);
        assertThat(StudyBenchmark.rounds(371)).isZero();
    }

    @Test
    void there_are_seventy_two_sessions() {
        assertThat(new StudyBenchmark.Part(72, 20, 16).generated()).isEqualTo(24 * 3 * 20 * 48);
        assertThatThrownBy(() -> new StudyBenchmark.Part(73, 20, 16))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no part of the study: 73 sessions of 20 rounds, 16 at once");
    }
}
