package org.charactermirror.chat.glm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightFilesTest {

    private static final String SECOND = "pytorch_model-00002-of-00002.bin";

    private final ModelConfiguration sizes = ModelConfiguration.read(TinyCheckpoint.FOLDER);

    @TempDir
    private Path folder;

    @Test
    void a_complete_folder_lacks_nothing() throws IOException {
        WeightFiles files = WeightFiles.in(TinyCheckpoint.torchOnly(folder), sizes);
        assertThat(files.present()).isEqualTo(2);
        assertThat(files.missing()).isEmpty();
        assertThat(files.damage()).isEmpty();
    }

    @Test
    void a_folder_with_only_a_configuration_tells_the_size_to_come() throws IOException {
        Files.copy(TinyCheckpoint.FOLDER.resolve("config.json"), folder.resolve("config.json"));
        WeightFiles files = WeightFiles.in(folder, sizes);
        assertThat(files.present()).isZero();
        // The index gives 201,864 bytes, 8 of which are four frequencies in half precision that are not used.
        assertThat(files.bytes()).isEqualTo(OptionalLong.of(201_856));
    }

    @Test
    void a_missing_shard_is_told_with_the_size_of_its_tensors() throws IOException {
        TinyCheckpoint.torchOnly(folder);
        Files.delete(folder.resolve(SECOND));
        WeightFiles files = WeightFiles.in(folder, sizes);
        assertThat(files.present()).isEqualTo(1);
        assertThat(files.damage()).isEmpty();
        assertThat(files.missing()).singleElement().satisfies(missing -> {
            assertThat(missing.name()).isEqualTo(SECOND);
            // The other shard's tensors are the rest.
            assertThat(missing.bytes().orElseThrow()).isBetween(1L, 201_855L);
        });
    }

    @Test
    void a_truncated_shard_is_damage_and_a_missing_one_beside_it_is_not() throws IOException {
        TinyCheckpoint.torchOnly(folder);
        Files.delete(folder.resolve(SECOND));
        Path first = folder.resolve("pytorch_model-00001-of-00002.bin");
        try (FileChannel channel = FileChannel.open(first, StandardOpenOption.WRITE)) {
            channel.truncate(1000);
        }
        WeightFiles files = WeightFiles.in(folder, sizes);
        assertThat(files.damage()).singleElement().asString().startsWith(first + ": ");
        assertThat(files.missing()).hasSize(1);
    }

    @Test
    void sizes_are_unknown_where_the_configuration_does_not_name_the_type() throws IOException {
        String config = Files.readString(TinyCheckpoint.FOLDER.resolve("config.json"));
        Files.writeString(folder.resolve("config.json"), config.replace("\"torch_dtype\": \"float16\",", ""));
        assertThat(WeightFiles.in(folder, sizes).bytes()).isEmpty();
    }
}
