package org.charactermirror.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("architectures", List.of("ChatGLMModel"));
        values.put("model_type", "chatglm");
        values.put("num_layers", layers);
        values.put("hidden_size", hidden);
        values.put("ffn_hidden_size", feedForward);
        values.put("num_attention_heads", heads);
        values.put("kv_channels", headSize());
        values.put("multi_query_attention", true);
        values.put("multi_query_group_num", 2);
        values.put("padded_vocab_size", vocabulary);
        values.put("seq_length", context);
        values.put("layernorm_epsilon", 1e-5);
        values.put("rmsnorm", true);
        values.put("post_layer_norm", true);
        values.put("apply_residual_connection_post_layernorm", false);
        values.put("add_qkv_bias", true);
        values.put("add_bias_linear", false);
        values.put("original_rope", true);
        values.put("tie_word_embeddings", false);
        values.put("eos_token_id", CharacterVocabulary.END);
        values.put("pad_token_id", 0);
        values.put("torch_dtype", "float16");
        try {
            return JsonMapper.builder()
                            .enable(SerializationFeature.INDENT_OUTPUT)
                            .build()
                            .writeValueAsString(values)
                    + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
