package org.charactermirror.chat.glm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.charactermirror.chat.ModelUnavailableException;
import org.charactermirror.problem.Problem;
import org.charactermirror.problem.Problems;

/**
 * Which of a model's weights are in its folder, found out without loading them.
 *
 * @param present how many files with weights there are
 * @param presentBytes the size of these files
 * @param missing the files that an index names and that are not there
 * @param bytes what all weights take on disk as {@code config.json} says they are published; unknown if it does not
 * @param damage what is wrong with the files that are there
 */
public record WeightFiles(
        int present, long presentBytes, List<Missing> missing, OptionalLong bytes, List<String> damage) {

    /**
     * A file that is not there.
     *
     * @param bytes what its weights take; unknown if {@code config.json} does not say how they are published
     */
    public record Missing(String name, OptionalLong bytes) {}

    public WeightFiles {
        missing = List.copyOf(missing);
        damage = List.copyOf(damage);
    }

    /**
     * Looks at a folder.
     *
     * @throws ModelUnavailableException if a file's size cannot be told
     */
    public static WeightFiles in(Path directory, ModelConfiguration sizes) {
        Problems problems = new Problems();
        Map<Path, Set<String>> shards = Checkpoint.shards(directory, problems);
        OptionalLong each = bytesOfNumber(directory);
        OptionalLong all = times(each, CheckpointLayout.parameters(sizes));
        if (shards.isEmpty()
                && !Files.isRegularFile(directory.resolve("pytorch_model.bin.index.json"))
                && !Files.isRegularFile(directory.resolve("model.safetensors.index.json"))) {
            return new WeightFiles(0, 0, List.of(), all, List.of());
        }
        Problems found = new Problems();
        Checkpoint.read(directory, sizes, found);
        List<Missing> missing = new ArrayList<>();
        List<String> absent = new ArrayList<>();
        int present = 0;
        long bytes = 0;
        for (Map.Entry<Path, Set<String>> shard : shards.entrySet()) {
            Path file = shard.getKey();
            if (Files.isRegularFile(file)) {
                present++;
                bytes += size(file);
            } else {
                absent.add(file.toString());
                missing.add(new Missing(file.getFileName().toString(), times(each, numbers(shard.getValue(), sizes))));
            }
        }
        List<String> damage = found.all().stream()
                .filter(problem -> !absent.contains(problem.source()))
                .map(Problem::toString)
                .toList();
        return new WeightFiles(present, bytes, missing, all, damage);
    }

    private static long numbers(Collection<String> tensors, ModelConfiguration sizes) {
        Map<String, List<Long>> shapes = CheckpointLayout.shapes(sizes);
        return tensors.stream()
                .map(name -> shapes.getOrDefault(name, List.of(0L)))
                .mapToLong(shape -> shape.stream().reduce(1L, Math::multiplyExact))
                .sum();
    }

    private static OptionalLong times(OptionalLong bytes, long numbers) {
        return bytes.isPresent() ? OptionalLong.of(bytes.getAsLong() * numbers) : bytes;
    }

    /** Returns how many bytes a number takes in the published files. */
    private static OptionalLong bytesOfNumber(Path directory) {
        Path file = directory.resolve("config.json");
        try {
            JsonNode type = JsonMapper.builder()
                    .build()
                    .readTree(Files.readAllBytes(file))
                    .path("torch_dtype");
            return switch (type.asText()) {
                case "float16", "bfloat16" -> OptionalLong.of(2);
                case "float32" -> OptionalLong.of(4);
                default -> OptionalLong.empty();
            };
        } catch (IOException e) {
            throw new ModelUnavailableException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new ModelUnavailableException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }
}
