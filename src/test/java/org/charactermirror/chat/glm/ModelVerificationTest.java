package org.charactermirror.chat.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.charactermirror.chat.glm.ModelVerification.PromptResult;
import org.charactermirror.problem.BadInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelVerificationTest {

    @TempDir
    private Path folder;

    @Test
    void safetensors_give_the_published_implementation_s_numbers() throws IOException {
        assertAllAgree(TinyCheckpoint.safetensorsOnly(folder), Precision.F32, 1e-4);
    }

    @Test
    void pytorch_files_give_the_published_implementation_s_numbers() throws IOException {
        assertAllAgree(TinyCheckpoint.torchOnly(folder), Precision.F32, 1e-4);
    }

    @Test
    void bfloat16_gives_nearly_the_published_implementation_s_numbers() throws IOException {
        assertAllAgree(TinyCheckpoint.torchOnly(folder), Precision.BF16, 0.1);
    }

    @Test
    void the_first_differing_token_is_named() throws IOException {
        Path changed = folder.resolve("changed.json");
        Files.writeString(
                changed, Files.readString(TinyCheckpoint.EXPECTED).replaceFirst("(\"greedy\": \\[\\d+, )90", "$191"));
        PromptResult first = ModelVerification.verify(TinyCheckpoint.FOLDER, changed, Precision.F32, 1e-4)
                .get(0);
        assertThat(first.firstDifferingToken()).hasValue(1);
        assertThat(first.expectedToken()).isEqualTo(91);
        assertThat(first.foundToken()).isEqualTo(90);
        assertThat(first.agrees(1e9)).isFalse();
    }

    @Test
    void a_file_of_another_model_is_refused_with_all_that_does_not_fit() throws IOException {
        Path other = folder.resolve("other.json");
        Files.writeString(other, """
                [{"input_ids": [5, 256], "prompt_logits": [[1, 2]], "greedy": [3],
                  "step_logits_max_index_value": [], "final_step_logits": []}]
                """);
        assertThatThrownBy(() -> ModelVerification.verify(TinyCheckpoint.FOLDER, other, Precision.F32, 1e-4))
                .isInstanceOf(BadInputException.class)
                .hasMessage(String.join(
                        "\n",
                        other + ": prompt 1: input_ids holds 256, but the model's ids are 0 to 255",
                        other + ": prompt 1: prompt_logits has 1 rows for 2 tokens",
                        other + ": prompt 1: a row of prompt_logits has not 256 numbers, the model's vocabulary",
                        other + ": prompt 1: step_logits_max_index_value has 0 rows for 1 greedy tokens",
                        other + ": prompt 1: final_step_logits has 0 numbers instead of 256, the model's vocabulary"));
    }

    private static void assertAllAgree(Path model, Precision precision, double tolerance) {
        assertThat(ModelVerification.verify(model, TinyCheckpoint.EXPECTED, precision, tolerance))
                .hasSize(3)
                .allSatisfy(result -> assertThat(result.agrees(tolerance))
                        .as(result.toString())
                        .isTrue());
    }
}
