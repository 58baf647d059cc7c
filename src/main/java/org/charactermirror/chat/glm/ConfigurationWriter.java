package org.charactermirror.chat.glm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes what {@link ModelConfiguration#read} reads. */
public final class ConfigurationWriter {

    private ConfigurationWriter() {}

    /**
     * Returns the text of {@code config.json}.
     *
     * @param more further settings, which stand behind those of the network
     */
    public static String text(ModelConfiguration sizes, Map<String, Object> more) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("architectures", List.of("ChatGLMModel"));
        values.put("model_type", "chatglm");
        values.put("num_layers", sizes.layers());
        values.put("hidden_size", sizes.hiddenSize());
        values.put("ffn_hidden_size", sizes.feedForwardSize());
        values.put("num_attention_heads", sizes.heads());
        values.put("kv_channels", sizes.headSize());
        values.put("multi_query_attention", true);
        values.put("multi_query_group_num", sizes.groups());
        values.put("padded_vocab_size", sizes.vocabulary());
        values.put("seq_length", sizes.contextLength());
        values.put("layernorm_epsilon", sizes.normEpsilon());
        values.put("rmsnorm", true);
        values.put("post_layer_norm", true);
        values.put("apply_residual_connection_post_layernorm", false);
        values.put("add_qkv_bias", true);
        values.put("add_bias_linear", false);
        values.put("original_rope", true);
        values.put("tie_word_embeddings", false);
        values.putAll(more);
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
