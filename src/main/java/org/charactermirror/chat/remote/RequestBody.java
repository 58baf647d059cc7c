package org.charactermirror.chat.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.charactermirror.chat.ChatRequest;
import org.charactermirror.chat.GenerationSettings;
import org.charactermirror.chat.Parameter;

/** Writes what is sent. */
final class RequestBody {

    private static final ObjectMapper JSON = new ObjectMapper();

    private RequestBody() {}

    static byte[] of(RemoteSettings settings, ChatRequest request, boolean stream) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("model", settings.model());
        body.putAll(settings.dialect().dialogue(request));
        putParameters(body, settings.parameters(), request);
        if (stream) {
            body.put("stream", true);
            if (settings.parameters().contains(Parameter.STREAM_OPTIONS)) {
                body.put(Parameter.STREAM_OPTIONS.word(), Map.of("include_usage", true));
            }
        }
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of plain values can always be written", e);
        }
    }

    private static void putParameters(Map<String, Object> body, Set<Parameter> sent, ChatRequest request) {
        GenerationSettings generation = request.settings();
        for (Parameter parameter : Parameter.values()) {
            if (sent.contains(parameter)) {
                switch (parameter) {
                    case TEMPERATURE -> body.put(parameter.word(), generation.temperature());
                    case TOP_P -> body.put(parameter.word(), generation.topP());
                    case MAX_TOKENS, MAX_COMPLETION_TOKENS -> body.put(parameter.word(), generation.maxNewTokens());
                    case SEED -> body.put(parameter.word(), request.seed());
                    case TOP_K -> putTopK(body, generation.topK());
                    case REPETITION_PENALTY -> body.put(parameter.word(), generation.repetitionPenalty());
                    case STREAM_OPTIONS -> {}
                }
            }
        }
    }

    /** Where 0 means no limit here, some endpoints mean it and others refuse it: nothing is sent, and all mean no limit. */
    private static void putTopK(Map<String, Object> body, int topK) {
        if (topK > 0) {
            body.put(Parameter.TOP_K.word(), topK);
        }
    }
}
