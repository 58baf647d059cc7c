package org.charactermirror.chat.glm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RandomCheckpointTest {

    private static final ModelConfiguration SIZES = ModelConfiguration.read(TinyCheckpoint.FOLDER);

    @TempDir
    private Path folder;

    @Test
    void what_is_written_is_read_back_and_runs() throws IOException {
        RandomCheckpoint.write(folder, SIZES, 1);
        assertThat(ModelConfiguration.read(folder)).isEqualTo(SIZES);
        Checkpoint checkpoint = Checkpoint.open(folder, SIZES);
        assertThat(checkpoint.tensors().values()).extracting(StoredTensor::type).containsOnly(TensorType.F16);
        // 1 is 0x3c00 in float16.
        assertThat(tensor(checkpoint, "transformer.encoder.final_layernorm.weight")
                        .map())
                .satisfies(norm -> assertThat(norm.getShort(2 * 63)).isEqualTo((short) 0x3c00));
        try (Decoder decoder = Decoder.load(checkpoint, SIZES, Precision.F32, 64, 0);
                KeyValueCache cache = decoder.newCache()) {
            float[] logits = decoder.lastLogits(cache, new int[] {1, 2, 3});
            for (float logit : logits) {
                assertThat(logit).isFinite();
            }
            assertThat(logits).doesNotContain(0);
        }
    }

    @Test
    void a_seed_gives_the_same_bytes_and_another_seed_others() throws IOException {
        byte[] first = written("a", 1);
        assertThat(written("b", 1)).isEqualTo(first);
        assertThat(written("c", 2)).isNotEqualTo(first);
    }

    @Test
    void a_tensor_longer_than_the_block_goes_on_with_its_beginning() throws IOException {
        ModelConfiguration wide = new ModelConfiguration(1, 64, 112, 4, 16, 2, 2048, 64, 1e-5);
        RandomCheckpoint.write(folder, wide, 1);
        StoredTensor embedding = tensor(Checkpoint.open(folder, wide), CheckpointLayout.EMBEDDING);
        assertThat(embedding.bytes()).isEqualTo(2048 * 64 * 2);
        assertThat(embedding.map().getLong(2 * 65_521))
                .isEqualTo(embedding.map().getLong(0));
        assertThat(embedding.map().getLong(2 * 65_520))
                .isNotEqualTo(embedding.map().getLong(0));
    }

    private static StoredTensor tensor(Checkpoint checkpoint, String name) {
        return Objects.requireNonNull(checkpoint.tensors().get(name), name);
    }

    private byte[] written(String name, long seed) throws IOException {
        Path own = Files.createDirectory(folder.resolve(name));
        RandomCheckpoint.write(own, SIZES, seed);
        return Files.readAllBytes(own.resolve("model.safetensors"));
    }
}
