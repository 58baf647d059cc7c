package org.charactermirror.chat.glm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.charactermirror.chat.ModelUnavailableException;

/** A checkpoint of random weights in float16, as the models of this architecture are published, without a tokenizer. */
final class RandomCheckpoint {

    private static final TensorType TYPE = TensorType.F16;

    private RandomCheckpoint() {}

    /** Returns the bytes that one takes on disk, but for some thousand. */
    static long bytes(ModelConfiguration sizes) {
        return CheckpointLayout.parameters(sizes) * TYPE.bytes();
    }

    /**
     * Writes {@code config.json} and {@code model.safetensors}; the same sizes and seed give the same bytes.
     *
     * @throws ModelUnavailableException if the disk has too little room or cannot be written
     */
    static void write(Path folder, ModelConfiguration sizes, long seed) {
        try {
            requireRoom(folder, bytes(sizes));
            Files.writeString(
                    folder.resolve("config.json"), ConfigurationWriter.text(sizes, Map.of("torch_dtype", "float16")));
            float[] numbers = RandomWeights.block(sizes, seed);
            ByteBuffer random = ByteBuffer.allocateDirect(numbers.length * TYPE.bytes());
            ByteBuffer one = ByteBuffer.allocateDirect(TYPE.bytes()).order(ByteOrder.LITTLE_ENDIAN);
            for (float number : numbers) {
                random.order(ByteOrder.LITTLE_ENDIAN).putShort(HalfPrecision.of(number));
            }
            random.flip();
            one.putShort(HalfPrecision.of(1)).flip();
            SafetensorsWriter writer = new SafetensorsWriter();
            CheckpointLayout.shapes(sizes)
                    .forEach((name, shape) -> writer.addFilled(
                            name,
                            TYPE,
                            name.endsWith("norm.weight") ? one : random,
                            shape.stream().mapToLong(Long::longValue).toArray()));
            writer.write(folder.resolve("model.safetensors"));
        } catch (IOException e) {
            throw new ModelUnavailableException(folder + ": random weights cannot be written: " + e.getMessage(), e);
        }
    }

    private static void requireRoom(Path folder, long bytes) throws IOException {
        FileStore store = Files.getFileStore(folder);
        if (store.getUsableSpace() < bytes) {
            throw new ModelUnavailableException(String.format(
                    Locale.ROOT,
                    "%s: the random weights take %.1f GB, and the disk has %.1f GB free; measure a part with --layers,"
                            + " or name a folder on another disk with --cache or --keep",
                    folder,
                    bytes / 1e9,
                    store.getUsableSpace() / 1e9));
        }
    }
}
