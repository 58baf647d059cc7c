package org.charactermirror.chat.glm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A small random model with a tokenizer of characters, for tests that need both. */
final class CharacterCheckpoint {

    static final String CHARACTERS = "以下是一段和之间的对话。关于信息：[]你好吗天气很我王李 ，！？";

    private static final int CONTEXT = 512;

    private CharacterCheckpoint() {}

    /** Writes the model's folder; the seed makes the weights. */
    static Path write(Path folder, long seed) throws IOException {
        List<String> characters = new ArrayList<>();
        CHARACTERS.codePoints().distinct().forEach(point -> characters.add(Character.toString(point)));
        Files.write(folder.resolve("tokenizer.model"), SentencePieceWriter.characterModel(characters));
        int vocabulary = SentencePieceWriter.FIRST_CHARACTER + characters.size() + 5 + 3;
        Files.writeString(
                folder.resolve("config.json"),
                Files.readString(TinyCheckpoint.FOLDER.resolve("config.json"))
                        .replace("\"padded_vocab_size\": 256", "\"padded_vocab_size\": " + vocabulary)
                        .replace("\"seq_length\": 128", "\"seq_length\": " + CONTEXT));
        Random random = new Random(seed);
        SafetensorsWriter writer = new SafetensorsWriter();
        CheckpointLayout.shapes(ModelConfiguration.read(folder)).forEach((name, shape) -> {
            float[] values = new float[Math.toIntExact(shape.stream().reduce(1L, Math::multiplyExact))];
            for (int index = 0; index < values.length; index++) {
                values[index] = name.endsWith("norm.weight") ? 1 : (float) random.nextGaussian() * 0.3f;
            }
            writer.add(
                    name,
                    TensorType.F32,
                    values,
                    shape.stream().mapToLong(Long::longValue).toArray());
        });
        writer.write(folder.resolve("model.safetensors"));
        return folder;
    }
}
