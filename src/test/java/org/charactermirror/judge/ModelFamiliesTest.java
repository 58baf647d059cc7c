package org.charactermirror.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelFamiliesTest {

    private final ModelFamilies families = ModelFamilies.shipped();

    @ParameterizedTest
    @CsvSource({
        "chatglm2-6b, glm",
        "CharacterGLM, glm",
        "gpt-4-0613, gpt",
        "GPT-3.5, gpt",
        "Qwen2.5-72B-Instruct, qwen",
        "meta-llama/Llama-3-8b, llama",
        "通义千问, qwen",
        "models/characterglm-6b, glm",
        "Yi-34B-Chat, yi",
        "embedded:tiny, charactermirror"
    })
    void a_name_tells_of_its_family(String name, String family) {
        assertThat(families.of(name)).contains(family);
    }

    @ParameterizedTest
    @CsvSource({"judge-1", "yield-7b", "my-model", "glm-vs-gpt"})
    void a_name_that_tells_of_none_or_of_two_tells_nothing(String name) {
        assertThat(families.of(name)).isEmpty();
    }

    @Test
    void kin_is_told_for_each_side_and_not_guessed_where_a_family_is_unknown() {
        Optional<String> glm = Optional.of("glm");
        Optional<String> gpt = Optional.of("gpt");
        Optional<String> unknown = Optional.empty();

        assertThat(ModelFamilies.kinship(glm, List.of(glm))).isEqualTo(Kinship.SAME);
        assertThat(ModelFamilies.kinship(glm, List.of(gpt))).isEqualTo(Kinship.NONE);
        assertThat(ModelFamilies.kinship(glm, List.of(glm, gpt))).isEqualTo(Kinship.A);
        assertThat(ModelFamilies.kinship(glm, List.of(unknown, glm))).isEqualTo(Kinship.B);
        assertThat(ModelFamilies.kinship(glm, List.of(gpt, unknown))).isEqualTo(Kinship.UNKNOWN);
        assertThat(ModelFamilies.kinship(unknown, List.of(gpt))).isEqualTo(Kinship.UNKNOWN);
    }
}
