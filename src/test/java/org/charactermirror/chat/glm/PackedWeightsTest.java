package org.charactermirror.chat.glm;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.charactermirror.chat.glm.PackedWeightsFile.DamagedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackedWeightsTest {

    private static final ModelConfiguration SIZES = ModelConfiguration.read(TinyCheckpoint.FOLDER);
    private static final Checkpoint CHECKPOINT = Checkpoint.open(TinyCheckpoint.FOLDER, SIZES);
    private static final int[] IDS = TinyCheckpoint.expected().get(0).inputIds();

    @TempDir
    private Path cache;

    @Test
    void weights_from_the_file_give_the_logits_of_weights_made_in_memory() throws IOException {
        float[] expected;
        try (Decoder decoder = TinyCheckpoint.load(Precision.INT8);
                KeyValueCache tokens = decoder.newCache()) {
            expected = decoder.lastLogits(tokens, IDS);
        }
        assertThat(logits()).isEqualTo(expected);
        var written = Files.getLastModifiedTime(file());
        assertThat(logits()).as("a second start").isEqualTo(expected);
        assertThat(Files.getLastModifiedTime(file())).as("uses the file").isEqualTo(written);
    }

    @Test
    void a_weight_is_the_nearest_multiple_of_its_rows_scale() throws IOException, DamagedException {
        logits();
        String name = "transformer.encoder.layers.0.mlp.dense_4h_to_h.weight";
        StoredTensor stored = requireNonNull(CHECKPOINT.tensors().get(name));
        PackedWeightsFile.Matrix matrix =
                PackedWeightsFile.open(file()).orElseThrow().matrix(name, stored.shape());
        var halves = stored.map().asShortBuffer();
        for (int row = 0; row < stored.shape().get(0); row++) {
            double largest = 0;
            for (int column = 0; column < matrix.columns(); column++) {
                double weight = half(halves.get(row * matrix.columns() + column));
                double found = matrix.integers().get(row * matrix.columns() + column) * matrix.scales()[row];
                assertThat(Math.abs(found - weight)).isLessThanOrEqualTo(matrix.scales()[row] * 0.50001);
                largest = Math.max(largest, Math.abs(weight));
            }
            assertThat((double) matrix.scales()[row]).isEqualTo((float) (largest / 127));
        }
    }

    /** IEEE 754 binary16, normal numbers and subnormal ones. */
    private static double half(short bits) {
        int exponent = (bits >> 10) & 31;
        double magnitude =
                exponent == 0 ? (bits & 1023) * 0x1p-24 : (1 + (bits & 1023) / 1024.0) * Math.pow(2, exponent - 15);
        return bits < 0 ? -magnitude : magnitude;
    }

    @Test
    void a_damaged_or_truncated_file_is_made_anew() throws IOException {
        float[] expected = logits();
        byte[] sound = Files.readAllBytes(file());
        byte[] flipped = sound.clone();
        flipped[sound.length / 2] ^= 1;
        for (byte[] bad : List.of(flipped, new byte[0], new byte[100], Arrays.copyOf(sound, sound.length / 2))) {
            Files.write(file(), bad, StandardOpenOption.TRUNCATE_EXISTING);
            assertThat(logits()).isEqualTo(expected);
            assertThat(Files.readAllBytes(file())).isEqualTo(sound);
        }
    }

    @Test
    void where_no_file_can_be_kept_the_weights_are_made_in_memory() throws IOException {
        float[] expected = logits();
        Path blocked = Files.writeString(cache.resolve("blocked"), "a file, not a folder");
        assertThat(logits(blocked)).isEqualTo(expected);
    }

    @Test
    void no_partial_files_are_left() throws IOException {
        logits();
        try (Stream<Path> files = Files.list(cache.resolve("weights"))) {
            assertThat(files.map(path -> path.getFileName().toString().replaceAll("[0-9a-f]{64}", "HASH")))
                    .containsExactlyInAnyOrder("HASH.hash", "HASH-int8-1.weights");
        }
    }

    @Test
    void what_a_killed_process_left_is_removed_but_not_what_another_one_writes_at_present() throws IOException {
        Path weights = Files.createDirectories(cache.resolve("weights"));
        Path left = Files.writeString(weights.resolve("packing1.partial"), "left");
        Path written = Files.writeString(weights.resolve("packing2.partial"), "being written");
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        logits();
        assertThat(left).doesNotExist();
        assertThat(written).exists();
    }

    @Test
    void a_changed_checkpoint_has_another_hash_although_its_size_and_date_are_the_same() throws IOException {
        Path file = Files.writeString(cache.resolve("model.bin"), "one");
        WeightHashes hashes = WeightHashes.in(cache.resolve("hashes"));
        String before = hashes.of(List.of(file));
        assertThat(before).isEqualTo(ModelFolder.sha256(List.of(file)));
        var date = Files.getLastModifiedTime(file);
        Files.writeString(file, "two");
        Files.setLastModifiedTime(file, date);
        assertThat(hashes.of(List.of(file)))
                .isEqualTo(ModelFolder.sha256(List.of(file)))
                .isNotEqualTo(before);
    }

    private float[] logits() {
        return logits(cache);
    }

    private static float[] logits(Path cache) {
        try (Decoder decoder = Decoder.of(
                        SIZES, Precision.INT8, SIZES.contextLength(), 0, new PackedWeights(CHECKPOINT, cache));
                KeyValueCache tokens = decoder.newCache()) {
            return decoder.lastLogits(tokens, IDS);
        }
    }

    private Path file() throws IOException {
        try (Stream<Path> files = Files.list(cache.resolve("weights"))) {
            return files.filter(path -> path.toString().endsWith(".weights"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
