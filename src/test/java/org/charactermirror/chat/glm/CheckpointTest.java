package org.charactermirror.chat.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.UnaryOperator;
import org.charactermirror.chat.ModelUnavailableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {

    private static final String QKV = "transformer.encoder.layers.1.self_attention.query_key_value.weight";

    @TempDir
    private Path folder;

    @Test
    void a_folder_without_weights_is_told_what_it_should_hold() {
        assertUnavailable(
                folder + ": no weights; expected model.safetensors or pytorch_model.bin, or several files with"
                        + " model.safetensors.index.json or pytorch_model.bin.index.json");
    }

    @Test
    void a_missing_shard_is_named_with_what_it_should_hold() throws IOException {
        TinyCheckpoint.torchOnly(folder);
        Path shard = folder.resolve("pytorch_model-00002-of-00002.bin");
        Files.delete(shard);
        assertUnavailable(shard + ": missing; pytorch_model.bin.index.json places 9 tensors in it");
    }

    @Test
    void a_truncated_shard_is_named() throws IOException {
        TinyCheckpoint.torchOnly(folder);
        Path shard = folder.resolve("pytorch_model-00001-of-00002.bin");
        truncate(shard, 50_000);
        assertUnavailable(shard + ": cannot be read: has no zip directory at its end; it is truncated, or not a"
                + " checkpoint of PyTorch 1.6 or newer");
    }

    @Test
    void every_tensor_that_a_truncated_safetensors_file_lost_is_named() throws IOException {
        TinyCheckpoint.safetensorsOnly(folder);
        Path file = folder.resolve("model.safetensors");
        truncate(file, Files.size(file) - 32_800);
        assertUnavailable(
                file
                        + ": transformer.encoder.final_layernorm.weight: ends at byte 171248, but the file has only 171216;"
                        + " it is truncated",
                file + ": transformer.output_layer.weight: ends at byte 204016, but the file has only 171216; it is"
                        + " truncated");
    }

    @Test
    void wrong_missing_and_foreign_tensors_are_all_told_with_their_shapes() throws IOException {
        TinyCheckpoint.safetensorsOnly(folder);
        Path file = folder.resolve("model.safetensors");
        editHeader(
                file,
                header -> header.replace(
                                "\"shape\":[128,64],\"data_offsets\":[101000",
                                "\"shape\":[64,128],\"data_offsets\":[101000")
                        .replace("final_layernorm.weight", "final_layernorm.wrongs"));
        assertUnavailable(
                folder + ": transformer.encoder.final_layernorm.weight: missing; it should have shape [64]",
                file + ": " + QKV + ": shape is [64, 128], but config.json makes it [128, 64]",
                file
                        + ": transformer.encoder.final_layernorm.wrongs: shape [64], which this architecture does not have;"
                        + " is config.json of the same model?");
    }

    @Test
    void tensors_that_overlap_or_do_not_fill_their_bytes_are_refused() throws IOException {
        TinyCheckpoint.safetensorsOnly(folder);
        Path file = folder.resolve("model.safetensors");
        editHeader(
                file,
                header -> header.replace("[32768,32776]", "[32760,32768]")
                        .replace("\"data_offsets\":[49288,49544]", "\"data_offsets\":[49288,49546]")
                        .replace(
                                "\"dtype\":\"F16\",\"shape\":[64],\"data_offsets\":[168968",
                                "\"dtype\":\"I16\",\"shape\":[64],\"data_offsets\":[168968"));
        assertUnavailable(
                file + ": transformer.encoder.layers.0.self_attention.query_key_value.bias: data_offsets [49288, 49546]"
                        + " do not hold shape [128] of F16",
                file
                        + ": transformer.encoder.final_layernorm.weight: dtype is 'I16'; only F16, BF16 and F32 can be read",
                file + ": transformer.rotary_pos_emb.inv_freq: overlaps transformer.embedding.word_embeddings.weight");
    }

    @Test
    void an_index_cannot_name_files_elsewhere() throws IOException {
        TinyCheckpoint.torchOnly(folder);
        Path index = folder.resolve("pytorch_model.bin.index.json");
        Files.writeString(index, "{\"weight_map\": {\"a\": \"../../etc/passwd\"}}");
        assertUnavailable(
                index + ": names the file '../../etc/passwd', which is not a .bin or .safetensors file beside it");
    }

    @Test
    void a_pickle_that_names_a_function_is_refused() throws IOException {
        TinyCheckpoint.torchOnly(folder);
        Path shard = folder.resolve("pytorch_model-00001-of-00002.bin");
        byte[] bytes = Files.readAllBytes(shard);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        Files.write(
                shard,
                text.replace("ctorch\nHalfStorage\n", "cposix1\nsystem1234\n".substring(0, 19))
                        .getBytes(StandardCharsets.ISO_8859_1));
        assertUnavailable(
                shard + ": the pickle is refused at byte 108: the global 'posix1.system1234', which is not on the"
                        + " list of what a state dict needs");
    }

    @Test
    void safetensors_may_be_several_files_with_an_index_and_hold_bfloat16() throws IOException {
        Files.copy(TinyCheckpoint.FOLDER.resolve("config.json"), folder.resolve("config.json"));
        ModelConfiguration sizes = ModelConfiguration.read(folder);
        SafetensorsWriter[] writers = {new SafetensorsWriter(), new SafetensorsWriter()};
        StringBuilder index = new StringBuilder("{\"weight_map\": {");
        int next = 0;
        for (var tensor :
                Checkpoint.open(TinyCheckpoint.FOLDER, sizes).tensors().entrySet()) {
            int shard = next++ % 2;
            List<Long> shape = tensor.getValue().shape();
            int count = Math.toIntExact(shape.stream().reduce(1L, Math::multiplyExact));
            ByteBuffer content = ByteBuffer.allocate(2 * count).order(ByteOrder.LITTLE_ENDIAN);
            for (int number = 0; number < count; number++) {
                content.putShort((short) 0x3f80); // 1 in bfloat16
            }
            writers[shard].add(
                    tensor.getKey(),
                    TensorType.BF16,
                    content.flip(),
                    shape.stream().mapToLong(Long::longValue).toArray());
            index.append(next == 1 ? "" : ",")
                    .append("\"%s\": \"model-%d.safetensors\"".formatted(tensor.getKey(), shard));
        }
        writers[0].write(folder.resolve("model-0.safetensors"));
        writers[1].write(folder.resolve("model-1.safetensors"));
        Files.writeString(folder.resolve("model.safetensors.index.json"), index.append("}}"));
        try (Decoder decoder =
                        Decoder.load(Checkpoint.open(folder, sizes), sizes, Precision.F32, sizes.contextLength(), 0);
                KeyValueCache cache = decoder.newCache()) {
            float[] logits = decoder.lastLogits(cache, new int[] {1, 2});
            // With all weights 1 the normalised state is 1 everywhere, so each logit is the hidden size.
            assertThat(logits[0]).isCloseTo(64f, within(1e-3f));
        }
    }

    private void assertUnavailable(String... problems) {
        ModelConfiguration sizes = ModelConfiguration.read(TinyCheckpoint.FOLDER);
        assertThatThrownBy(() -> Checkpoint.open(folder, sizes))
                .isInstanceOf(ModelUnavailableException.class)
                .hasMessage(folder + ": this model cannot be used:\n  " + String.join("\n  ", problems));
    }

    private static void truncate(Path file, long size) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(size);
        }
    }

    /** Changes the header without changing its length. */
    private static void editHeader(Path file, UnaryOperator<String> edit) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int length = (int) bytes.getLong(0);
        String header = edit.apply(new String(bytes.array(), 8, length, StandardCharsets.US_ASCII));
        assertThat(header).hasSize(length);
        bytes.put(8, header.getBytes(StandardCharsets.US_ASCII));
        Files.write(file, bytes.array());
    }
}
