package org.charactermirror.chat.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.charactermirror.chat.ModelUnavailableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedModelsTest {

    @TempDir
    private Path cache;

    @Test
    void a_path_that_is_not_embedded_is_a_folder() {
        assertThat(EmbeddedModels.resolve("models/mine")).isEqualTo(Path.of("models/mine"));
    }

    @Test
    void an_unknown_name_is_answered_with_those_that_exist() {
        String known = EmbeddedModels.names().isEmpty()
                ? "are none in this build"
                : "are " + String.join(", ", EmbeddedModels.names());
        assertThatThrownBy(() -> EmbeddedModels.resolve("embedded:none", cache))
                .isInstanceOf(ModelUnavailableException.class)
                .hasMessage("no embedded model is named 'none'; there " + known);
    }

    @Test
    void a_model_is_copied_once_and_again_when_it_is_damaged() throws IOException {
        assumeThat(EmbeddedModels.names()).contains("tiny");
        Path folder = EmbeddedModels.resolve("embedded:tiny", cache);
        Path weights = folder.resolve("model.safetensors");
        assertThat(ModelSummary.of(folder).parameters()).isPositive();
        Object before = Files.getLastModifiedTime(weights);
        assertThat(EmbeddedModels.resolve("embedded:tiny", cache)).isEqualTo(folder);
        assertThat(Files.getLastModifiedTime(weights)).isEqualTo(before);
        long size = Files.size(weights);
        Files.writeString(weights, "damaged");
        assertThat(EmbeddedModels.resolve("embedded:tiny", cache)).isEqualTo(folder);
        assertThat(Files.size(weights)).isEqualTo(size);
        try (Stream<Path> left = Files.list(cache.resolve("models"))) {
            assertThat(left).containsExactly(folder);
        }
    }

    @Test
    void the_index_lists_size_and_hash_of_every_file() throws IOException {
        Path model = Files.createDirectory(cache.resolve("m"));
        Files.writeString(model.resolve("a.txt"), "abc");
        EmbeddedModels.writeIndex(cache);
        // SHA-256 of "abc" from FIPS 180-2.
        assertThat(Files.readString(cache.resolve("index.json")).replaceAll("\\s", ""))
                .isEqualTo("{\"models\":{\"m\":{\"a.txt\":{\"size\":3,\"sha256\":"
                        + "\"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\"}}}}");
    }

    @Test
    void the_cache_folder_is_the_user_s_choice_or_the_system_s() {
        assertThat(EmbeddedModels.cacheFolder(Map.of("CHARMIRROR_CACHE", "/c", "XDG_CACHE_HOME", "/x")))
                .isEqualTo(Path.of("/c"));
        assumeThat(System.getProperty("os.name")).isEqualTo("Linux");
        assertThat(EmbeddedModels.cacheFolder(Map.of("XDG_CACHE_HOME", "/x"))).isEqualTo(Path.of("/x/charmirror"));
        assertThat(EmbeddedModels.cacheFolder(Map.of()))
                .isEqualTo(Path.of(System.getProperty("user.home"), ".cache", "charmirror"));
    }
}
