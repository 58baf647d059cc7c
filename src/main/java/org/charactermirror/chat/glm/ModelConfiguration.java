package org.charactermirror.chat.glm;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.charactermirror.chat.ModelUnavailableException;

/**
 * The sizes of a ChatGLM2 network, as its {@code config.json} gives them.
 *
 * @param layers decoder layers
 * @param hiddenSize width of the residual stream
 * @param feedForwardSize width of the gated feed-forward part
 * @param heads query heads
 * @param headSize width of a head; half of it is rotated
 * @param groups heads of keys and values, each shared by {@code heads / groups} query heads
 * @param vocabulary ids that the network knows, padding included
 * @param contextLength the most tokens of prompt and reply together
 * @param normEpsilon what is added to the mean square in a norm
 */
public record ModelConfiguration(
        int layers,
        int hiddenSize,
        int feedForwardSize,
        int heads,
        int headSize,
        int groups,
        int vocabulary,
        int contextLength,
        double normEpsilon) {

    private static final int LARGEST_SIZE = 1 << 24;

    public ModelConfiguration {
        List<String> contradictions =
                contradictions(layers, hiddenSize, feedForwardSize, heads, headSize, groups, vocabulary, contextLength);
        if (!contradictions.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", contradictions));
        }
    }

    /**
     * Reads {@code config.json} of a model's folder.
     *
     * @throws ModelUnavailableException if it is missing, cannot be read, or describes another architecture; lists all
     *     that is wrong
     */
    public static ModelConfiguration read(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new ModelUnavailableException(
                    directory + ": no such folder; a model is a folder that holds config.json,"
                            + " tokenizer.model and the weights");
        }
        Path file = directory.resolve("config.json");
        if (!Files.isRegularFile(file)) {
            throw new ModelUnavailableException(file + ": missing; it must stand beside the weights");
        }
        return readFile(file);
    }

    /**
     * Reads a file such as {@code config.json}, wherever it is.
     *
     * @throws ModelUnavailableException as for a folder
     */
    public static ModelConfiguration readFile(Path file) {
        JsonNode root;
        if (!Files.isRegularFile(file)) {
            throw new ModelUnavailableException(file + ": no such file");
        }
        try {
            root = JsonMapper.builder().build().readTree(Files.readAllBytes(file));
        } catch (JacksonException e) {
            throw new ModelUnavailableException(file + ": not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new ModelUnavailableException(file + ": cannot be read: " + e.getMessage(), e);
        }
        return new ConfigurationReader(file, root).read();
    }

    /** Returns the sizes of a network with another number of the same layers. */
    public ModelConfiguration withLayers(int other) {
        return new ModelConfiguration(
                other, hiddenSize, feedForwardSize, heads, headSize, groups, vocabulary, contextLength, normEpsilon);
    }

    /** Width of the fused query, key and value projection. */
    int queryKeyValueSize() {
        return (heads + 2 * groups) * headSize;
    }

    /** Numbers in a head that are rotated. */
    int rotarySize() {
        return headSize / 2;
    }

    /** Says what keeps these sizes from being a network's; empty if nothing does. */
    static List<String> contradictions(
            int layers,
            int hiddenSize,
            int feedForwardSize,
            int heads,
            int headSize,
            int groups,
            int vocabulary,
            int contextLength) {
        List<Integer> sizes =
                List.of(layers, hiddenSize, feedForwardSize, heads, headSize, groups, vocabulary, contextLength);
        if (sizes.stream().anyMatch(size -> size < 1 || size > LARGEST_SIZE)) {
            return List.of("a size is below 1 or above " + LARGEST_SIZE + ": " + sizes);
        }
        List<String> found = new ArrayList<>();
        if (heads % groups != 0) {
            found.add("num_attention_heads " + heads + " is not a multiple of multi_query_group_num " + groups);
        }
        if (headSize % 4 != 0) {
            found.add("kv_channels " + headSize + " is not a multiple of 4, but half of it is rotated in pairs");
        }
        if ((long) heads * headSize != hiddenSize) {
            found.add("num_attention_heads " + heads + " times kv_channels " + headSize + " is not hidden_size "
                    + hiddenSize);
        }
        return found;
    }
}
