package org.charactermirror.chat.glm;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.charactermirror.chat.ModelUnavailableException;
import org.charactermirror.problem.Problems;

/** Takes a ChatGLM2 configuration apart; whatever would need another network is refused. */
final class ConfigurationReader {

    private static final double LARGEST_EPSILON = 0.1;

    private final Path file;
    private final JsonNode root;
    private final Problems problems = new Problems();

    ConfigurationReader(Path file, JsonNode root) {
        this.file = file;
        this.root = root;
    }

    /**
     * Returns the sizes.
     *
     * @throws ModelUnavailableException with all that is wrong
     */
    ModelConfiguration read() {
        if (!root.isObject()) {
            throw new ModelUnavailableException(file + ": not a JSON object");
        }
        checkArchitecture();
        ModelProblems.throwIfErrors(file, problems);
        int layers = size("num_layers");
        int hidden = size("hidden_size");
        int feedForward = size("ffn_hidden_size");
        int heads = size("num_attention_heads");
        int headSize = size("kv_channels");
        int groups = size("multi_query_group_num");
        int vocabulary = size("padded_vocab_size");
        int context = size("seq_length");
        double epsilon = epsilon();
        ModelProblems.throwIfErrors(file, problems);
        ModelConfiguration.contradictions(layers, hidden, feedForward, heads, headSize, groups, vocabulary, context)
                .forEach(this::error);
        ModelProblems.throwIfErrors(file, problems);
        return new ModelConfiguration(
                layers, hidden, feedForward, heads, headSize, groups, vocabulary, context, epsilon);
    }

    private void checkArchitecture() {
        JsonNode type = root.path("model_type");
        if (!type.asText().equals("chatglm")) {
            error("model_type is " + shown(type) + ", but only \"chatglm\" (the architecture of ChatGLM2-6B,"
                    + " ChatGLM3-6B and CharacterGLM-6B) can be run");
        }
        JsonNode architectures = root.path("architectures");
        boolean known = StreamSupport.stream(architectures.spliterator(), false)
                .anyMatch(name -> name.asText().startsWith("ChatGLM"));
        if (!architectures.isMissingNode() && !known) {
            error("architectures is " + architectures + ", but only ChatGLMModel and its relatives can be run");
        }
        require("rmsnorm", true);
        require("multi_query_attention", true);
        require("add_qkv_bias", true);
        require("add_bias_linear", false);
        require("post_layer_norm", true);
        require("apply_residual_connection_post_layernorm", false);
        refuse("original_rope", false);
        refuse("tie_word_embeddings", true);
        refuse("position_encoding_2d", true);
        JsonNode ratio = root.path("rope_ratio");
        if (!ratio.isMissingNode() && ratio.asDouble(0) != 1) {
            error("rope_ratio is " + ratio + ", but only unscaled rotary embeddings (1, or none) can be run");
        }
        if (root.path("pre_seq_len").isNumber()) {
            error("pre_seq_len is " + root.path("pre_seq_len") + ", but prefix tuning is not supported");
        }
        if (root.path("quantization_bit").asInt(0) != 0) {
            error("quantization_bit is " + root.path("quantization_bit")
                    + ", but only unquantised checkpoints can be read");
        }
    }

    /** The setting must be there and have this value. */
    private void require(String name, boolean value) {
        JsonNode node = root.path(name);
        if (node.isMissingNode()) {
            error(name + " is missing; it must be " + value);
        } else {
            refuse(name, !value);
        }
    }

    /** The setting must not have this value; it may be absent. */
    private void refuse(String name, boolean value) {
        JsonNode node = root.path(name);
        if (!node.isMissingNode() && (!node.isBoolean() || node.booleanValue() == value)) {
            error(name + " is " + node + ", but only " + !value + " can be run");
        }
    }

    private int size(String name) {
        JsonNode node = root.path(name);
        if (!node.canConvertToInt() || !node.isIntegralNumber()) {
            error(name + " is " + shown(node) + "; it must be a whole number");
            return 0;
        }
        return node.intValue();
    }

    private double epsilon() {
        JsonNode node = root.path("layernorm_epsilon");
        double value = node.asDouble(-1);
        if (!node.isNumber() || !(value > 0) || value > LARGEST_EPSILON) {
            error("layernorm_epsilon is " + shown(node) + "; it must be a small positive number");
        }
        return value;
    }

    private static String shown(JsonNode node) {
        return node.isMissingNode() ? "missing" : node.toString();
    }

    private void error(String message) {
        problems.error(file.toString(), message);
    }
}
