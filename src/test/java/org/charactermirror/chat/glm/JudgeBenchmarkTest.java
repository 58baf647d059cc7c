package org.charactermirror.chat.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.charactermirror.chat.ModelUnavailableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgeBenchmarkTest {

    private static final ModelConfiguration SIZES = new ModelConfiguration(1, 64, 112, 4, 16, 2, 256, 512, 1e-5);

    @TempDir
    private Path folder;

    @Test
    void questions_share_rubric_profile_and_what_was_said_before() {
        RandomCheckpoint.write(folder, SIZES, 1);
        JudgeBenchmark.Part part = new JudgeBenchmark.Part(2, 100, 40, 10, 2, 1);

        JudgeBenchmark.Measured measured = JudgeBenchmark.measure(folder, Precision.F32, folder, part, Long.MAX_VALUE);

        // Of each of two dialogues eight questions of 140 + 10, 20, ... 80 tokens: 8 x 140 + 360.
        assertThat(measured.shared().promptTokens()).isEqualTo(2 * (8 * 140 + 360));
        assertThat(measured.alone().promptTokens()).isEqualTo(measured.shared().promptTokens());
        // From the second question on all but its own 10: 7 x 140 + 10 + 20 + ... + 70. The second dialogue begins with
        // the rubric of the first. With random tokens of 256 ids, a few more may begin alike.
        assertThat(measured.shared().cachedTokens())
                .isBetween(2 * (7 * 140 + 280) + 100L, 2 * (7 * 140 + 280) + 100L + 5);
        assertThat(measured.alone().cachedTokens()).isBetween(0L, 5L);
    }

    @Test
    void a_question_is_as_long_as_a_real_one_where_the_context_has_room() {
        // 1,200 + 300 + 8 x 72 + 64 = 2,140; a quarter of each is 535.
        assertThat(JudgeBenchmark.Part.of(1, 2140, 1).rubric()).isEqualTo(1200);
        assertThat(JudgeBenchmark.Part.of(1, 2139, 1).longest()).isEqualTo(535);
    }

    @Test
    void a_context_that_is_too_short_even_for_that_is_told() {
        RandomCheckpoint.write(folder, SIZES, 1);

        assertThatThrownBy(() -> JudgeBenchmark.measure(
                        folder, Precision.F32, folder, JudgeBenchmark.Part.of(1, 512, 1), Long.MAX_VALUE))
                .isInstanceOf(ModelUnavailableException.class)
                .hasMessage("a question to a judge takes 535 tokens, and the model's context has 512");
    }
}
