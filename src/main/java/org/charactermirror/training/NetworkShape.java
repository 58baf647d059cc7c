package org.charactermirror.training;

import java.util.LinkedHashMap;
import java.util.Map;
import org.charactermirror.chat.glm.ConfigurationWriter;
import org.charactermirror.chat.glm.ModelConfiguration;

/**
 * Sizes of a ChatGLM2 decoder with two key/value groups and an output layer of its own.
 *
 * @param layers number of decoder layers
 * @param hidden width, a multiple of {@code heads}
 * @param heads query heads, even
 * @param feedForward width of the feed-forward part
 * @param vocabulary padded number of token ids
 * @param context the most tokens of a dialogue
 */
record NetworkShape(int layers, int hidden, int heads, int feedForward, int vocabulary, int context) {

    NetworkShape {
        if (hidden % heads != 0 || heads % 2 != 0 || hidden / heads % 4 != 0) {
            throw new IllegalArgumentException(
                    "hidden " + hidden + " does not divide into " + heads + " heads in two groups with rotary pairs");
        }
    }

    int headSize() {
        return hidden / heads;
    }

    /** Returns checkpoint names and shapes, matrices first, in the order that the training script expects. */
    Map<String, long[]> tensors() {
        Map<String, long[]> tensors = new LinkedHashMap<>();
        tensors.put("transformer.embedding.word_embeddings.weight", new long[] {vocabulary, hidden});
        tensors.put("transformer.output_layer.weight", new long[] {vocabulary, hidden});
        int fused = hidden + 4 * headSize();
        for (int i = 0; i < layers; i++) {
            String layer = "transformer.encoder.layers." + i + ".";
            tensors.put(layer + "self_attention.query_key_value.weight", new long[] {fused, hidden});
            tensors.put(layer + "self_attention.dense.weight", new long[] {hidden, hidden});
            tensors.put(layer + "mlp.dense_h_to_4h.weight", new long[] {2L * feedForward, hidden});
            tensors.put(layer + "mlp.dense_4h_to_h.weight", new long[] {hidden, feedForward});
        }
        for (int i = 0; i < layers; i++) {
            String layer = "transformer.encoder.layers." + i + ".";
            tensors.put(layer + "input_layernorm.weight", new long[] {hidden});
            tensors.put(layer + "post_attention_layernorm.weight", new long[] {hidden});
            tensors.put(layer + "self_attention.query_key_value.bias", new long[] {fused});
        }
        tensors.put("transformer.encoder.final_layernorm.weight", new long[] {hidden});
        return tensors;
    }

    /** Returns the number of parameters. */
    long parameters() {
        long sum = 0;
        for (long[] dimensions : tensors().values()) {
            long count = 1;
            for (long dimension : dimensions) {
                count *= dimension;
            }
            sum += count;
        }
        return sum;
    }

    /** Returns the text of {@code config.json}. */
    String configuration() {
        ModelConfiguration sizes =
                new ModelConfiguration(layers, hidden, feedForward, heads, headSize(), 2, vocabulary, context, 1e-5);
        Map<String, Object> tokens = new LinkedHashMap<>();
        tokens.put("eos_token_id", CharacterVocabulary.END);
        tokens.put("pad_token_id", 0);
        tokens.put("torch_dtype", "float16");
        return ConfigurationWriter.text(sizes, tokens);
    }
}
