package org.charactermirror.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.charactermirror.character.CharacterLibrary;
import org.charactermirror.character.CharacterProfile;
import org.charactermirror.problem.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelRecipeTest {

    private static final Path HOME = Path.of(System.getProperty("charmirror.home"));
    private static final Path MODELS = HOME.resolve("src/main/resources/org/charactermirror/models");

    @Test
    void a_recipe_is_found_by_its_exact_name() {
        assertThat(ModelRecipe.names()).containsExactly("tiny", "tinier");
        assertThat(ModelRecipe.named("tinier").orElseThrow().name()).isEqualTo("tinier");
        assertThat(ModelRecipe.named("Tiny")).isEmpty();
    }

    /** Whoever changes a recipe or a line must train again, or what ships is not what the command makes. */
    @ParameterizedTest
    @ValueSource(strings = {"tiny", "tinier"})
    void the_shipped_files_are_those_of_the_recipe_and_of_the_text(String name, @TempDir Path folder)
            throws IOException {
        new EmbeddedModelTrainer(ModelRecipe.named(name).orElseThrow(), characters()).describe(folder);
        for (String file : List.of("config.json", "tokenizer.model", "charmirror-model.json")) {
            assertThat(folder.resolve(file))
                    .hasSameBinaryContentAs(MODELS.resolve(name).resolve(file));
        }
    }

    private static List<CharacterProfile> characters() {
        Problems problems = new Problems();
        List<CharacterProfile> all =
                CharacterLibrary.load(HOME.resolve("characters"), problems).all();
        assertThat(problems.all()).isEmpty();
        return all;
    }
}
