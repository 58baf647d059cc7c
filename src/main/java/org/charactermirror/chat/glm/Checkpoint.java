package org.charactermirror.chat.glm;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.charactermirror.chat.ModelUnavailableException;
import org.charactermirror.problem.Problems;
import org.jspecify.annotations.Nullable;

/**
 * The weights of a model's folder, still in their files.
 *
 * @param files the files that hold them, in order
 * @param tensors the network's tensors by name, in the network's order
 */
record Checkpoint(List<Path> files, Map<String, StoredTensor> tensors) {

    private static final String SAFETENSORS = "model.safetensors";
    private static final String TORCH = "pytorch_model.bin";
    private static final String INDEX = ".index.json";

    /**
     * Finds the weights: {@code model.safetensors}, one file or several with an index, or else {@code
     * pytorch_model.bin}, one file or several with an index.
     *
     * @throws ModelUnavailableException if files or tensors are missing, damaged, of a wrong shape or not the network's;
     *     lists all that is wrong
     */
    static Checkpoint open(Path directory, ModelConfiguration sizes) {
        Problems problems = new Problems();
        Checkpoint checkpoint = read(directory, sizes, problems);
        ModelProblems.throwIfErrors(directory, problems);
        return checkpoint;
    }

    /** Finds the weights as far as they are there and sound, and tells all that is wrong. */
    static Checkpoint read(Path directory, ModelConfiguration sizes, Problems problems) {
        Map<Path, Set<String>> shards = shards(directory, problems);
        removeMissing(directory, shards, problems);
        Map<String, StoredTensor> found = new LinkedHashMap<>();
        shards.forEach((file, listed) -> readShard(file, listed, found, problems));
        boolean complete = !problems.hasErrors();
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        CheckpointLayout.shapes(sizes).forEach((name, shape) -> {
            StoredTensor tensor = found.remove(name);
            if (tensor != null && !tensor.shape().equals(shape)) {
                problems.error(
                        tensor.file().toString(),
                        name + ": shape is " + tensor.shape() + ", but config.json makes it " + shape);
            } else if (tensor != null) {
                tensors.put(name, tensor);
            } else if (complete) {
                problems.error(directory.toString(), name + ": missing; it should have shape " + shape);
            }
        });
        found.forEach((name, tensor) -> {
            if (!CheckpointLayout.isIgnored(name)) {
                problems.error(
                        tensor.file().toString(),
                        name + ": shape " + tensor.shape() + ", which this architecture does not have; is config.json"
                                + " of the same model?");
            }
        });
        return new Checkpoint(List.copyOf(shards.keySet()), tensors);
    }

    /** Returns the files that hold the weights, there or not, each with the names that an index lists for it. */
    static Map<Path, Set<String>> shards(Path directory, Problems problems) {
        for (String name : List.of(SAFETENSORS, TORCH)) {
            Path index = directory.resolve(name + INDEX);
            if (Files.isRegularFile(index)) {
                return indexed(directory, index, problems);
            }
            if (Files.isRegularFile(directory.resolve(name))) {
                return new LinkedHashMap<>(Map.of(directory.resolve(name), Set.of()));
            }
        }
        problems.error(
                directory.toString(),
                "no weights; expected " + SAFETENSORS + " or " + TORCH + ", or several files with " + SAFETENSORS
                        + INDEX + " or " + TORCH + INDEX);
        return new LinkedHashMap<>();
    }

    private static Map<Path, Set<String>> indexed(Path directory, Path index, Problems problems) {
        Map<Path, Set<String>> shards = new LinkedHashMap<>();
        JsonNode map;
        try {
            map = JsonMapper.builder()
                    .build()
                    .readTree(Files.readAllBytes(index))
                    .path("weight_map");
        } catch (JacksonException e) {
            problems.error(index.toString(), "not JSON: " + e.getOriginalMessage());
            return shards;
        } catch (IOException e) {
            problems.error(index.toString(), "cannot be read: " + e.getMessage());
            return shards;
        }
        if (!map.isObject() || map.isEmpty()) {
            problems.error(index.toString(), "weight_map is missing or empty; it must map tensors to files");
        }
        Set<String> refused = new LinkedHashSet<>();
        for (Map.Entry<String, JsonNode> entry : map.properties()) {
            String file = entry.getValue().asText();
            if (!file.matches("[A-Za-z0-9._-]+\\.(bin|safetensors)")) {
                refused.add(file);
            } else {
                shards.computeIfAbsent(directory.resolve(file), shard -> new LinkedHashSet<>())
                        .add(entry.getKey());
            }
        }
        refused.forEach(file -> problems.error(
                index.toString(), "names the file '" + file + "', which is not a .bin or .safetensors file beside it"));
        return shards;
    }

    private static void removeMissing(Path directory, Map<Path, Set<String>> shards, Problems problems) {
        String index = (Files.isRegularFile(directory.resolve(SAFETENSORS + INDEX)) ? SAFETENSORS : TORCH) + INDEX;
        List<Path> missing = new ArrayList<>(shards.keySet());
        missing.removeIf(Files::isRegularFile);
        for (Path file : missing) {
            Set<String> tensors = shards.remove(file);
            problems.error(
                    file.toString(),
                    "missing; " + index + " places " + (tensors == null ? 0 : tensors.size()) + " tensors in it");
        }
    }

    private static void readShard(Path file, Set<String> listed, Map<String, StoredTensor> found, Problems problems) {
        int before = problems.all().size();
        Map<String, StoredTensor> tensors = file.toString().endsWith(".bin")
                ? TorchShardReader.read(file, problems)
                : SafetensorsReader.read(file, problems);
        boolean readable = problems.all().size() == before;
        tensors.forEach((name, tensor) -> {
            @Nullable StoredTensor other = found.putIfAbsent(name, tensor);
            if (other != null) {
                problems.error(
                        file.toString(), name + ": also in " + other.file().getFileName());
            }
        });
        if (readable) {
            listed.stream()
                    .filter(name -> !tensors.containsKey(name))
                    .forEach(name -> problems.error(file.toString(), name + ": missing, but the index places it here"));
        }
    }
}
