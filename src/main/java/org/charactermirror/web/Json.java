package org.charactermirror.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.Context;
import java.util.Optional;

/** Bodies of calls and answers. */
public final class Json {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Json() {}

    /** Answers with a map, list or record. */
    public static void answer(Context context, Object value) {
        context.contentType("application/json; charset=utf-8").result(text(value));
    }

    /** Returns a value as one line of JSON. */
    public static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no JSON: " + e.getMessage(), e);
        }
    }

    /**
     * Reads a call's body, an object.
     *
     * @throws WebError if it is none
     */
    public static JsonNode body(Context context) {
        JsonNode body;
        try {
            body = MAPPER.readTree(context.body());
        } catch (JsonProcessingException e) {
            throw new WebError(400, "not_json", "The body is no JSON.");
        }
        if (body == null || !body.isObject()) {
            throw new WebError(400, "not_json", "The body must be a JSON object.");
        }
        return body;
    }

    /**
     * Returns a text of a body.
     *
     * @param most how many characters it may have
     * @throws WebError if it is missing, is no text, or is longer
     */
    public static String text(JsonNode body, String key, int most) {
        return optionalText(body, key, most)
                .orElseThrow(() -> new WebError(400, "missing", "The body lacks the text " + key + "."));
    }

    /** Returns a text of a body, or nothing where it is null or missing. */
    public static Optional<String> optionalText(JsonNode body, String key, int most) {
        JsonNode value = body.path(key);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw new WebError(400, "no_text", key + " must be a text.");
        }
        if (value.textValue().length() > most) {
            throw new WebError(
                    413,
                    "too_long",
                    key + " has " + value.textValue().length() + " characters; at most " + most + " are taken.");
        }
        return Optional.of(value.textValue());
    }

    /**
     * Returns a whole number of a body.
     *
     * @throws WebError if it is missing, or not from {@code least} to {@code most}
     */
    public static int number(JsonNode body, String key, int least, int most) {
        JsonNode value = body.path(key);
        if (!value.isIntegralNumber()
                || !value.canConvertToInt()
                || value.intValue() < least
                || value.intValue() > most) {
            throw new WebError(400, "no_number", key + " must be a whole number from " + least + " to " + most + ".");
        }
        return value.intValue();
    }
}
