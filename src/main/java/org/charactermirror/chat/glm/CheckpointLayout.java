package org.charactermirror.chat.glm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The names and shapes of a ChatGLM2 checkpoint's tensors, in the order in which the network takes them. */
public final class CheckpointLayout {

    static final String EMBEDDING = "transformer.embedding.word_embeddings.weight";

    private CheckpointLayout() {}

    /** Returns the shape of every tensor by name: embedding, final norm, output layer, then seven for each layer. */
    public static Map<String, List<Long>> shapes(ModelConfiguration sizes) {
        Map<String, List<Long>> shapes = new LinkedHashMap<>();
        long hidden = sizes.hiddenSize();
        long vocabulary = sizes.vocabulary();
        long feedForward = sizes.feedForwardSize();
        long fused = sizes.queryKeyValueSize();
        shapes.put(EMBEDDING, List.of(vocabulary, hidden));
        shapes.put("transformer.encoder.final_layernorm.weight", List.of(hidden));
        shapes.put("transformer.output_layer.weight", List.of(vocabulary, hidden));
        for (int layer = 0; layer < sizes.layers(); layer++) {
            String prefix = "transformer.encoder.layers." + layer + ".";
            shapes.put(prefix + "input_layernorm.weight", List.of(hidden));
            shapes.put(prefix + "self_attention.query_key_value.weight", List.of(fused, hidden));
            shapes.put(prefix + "self_attention.query_key_value.bias", List.of(fused));
            shapes.put(prefix + "self_attention.dense.weight", List.of(hidden, hidden));
            shapes.put(prefix + "post_attention_layernorm.weight", List.of(hidden));
            shapes.put(prefix + "mlp.dense_h_to_4h.weight", List.of(2 * feedForward, hidden));
            shapes.put(prefix + "mlp.dense_4h_to_h.weight", List.of(hidden, feedForward));
        }
        return shapes;
    }

    /** Returns how many numbers the network has. */
    public static long parameters(ModelConfiguration sizes) {
        List<Long> counts = new ArrayList<>();
        shapes(sizes).values().forEach(shape -> counts.add(shape.stream().reduce(1L, Math::multiplyExact)));
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    /** Tells whether activations are multiplied with this tensor; the others are the embedding, norms and biases. */
    static boolean isMatrix(String name) {
        return !name.equals(EMBEDDING) && !name.endsWith("norm.weight") && !name.endsWith(".bias");
    }

    /** Tells whether a checkpoint may hold this tensor although the network computes it itself. */
    static boolean isIgnored(String name) {
        return name.endsWith("rotary_pos_emb.inv_freq");
    }
}
