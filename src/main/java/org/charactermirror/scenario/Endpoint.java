package org.charactermirror.scenario;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.charactermirror.chat.CallLimits;
import org.charactermirror.chat.Parameter;
import org.charactermirror.chat.Price;

/**
 * Where a remote model answers, and how it is asked.
 *
 * @param model the name by which the endpoint knows it
 * @param apiKeyFile holds the key, {@code -} being standard input; a study never holds the key itself
 * @param price none if the study does not say
 * @param stream whether replies are streamed also where nobody listens
 * @param send parameters that are sent besides the usual ones
 * @param omit usual parameters that are not sent
 */
public record Endpoint(
        URI baseUrl,
        String model,
        Optional<String> apiKeyFile,
        CallLimits limits,
        Optional<Price> price,
        boolean stream,
        List<Parameter> send,
        List<Parameter> omit) {

    /** Names standard input where a file is asked for. */
    public static final String STANDARD_INPUT = "-";

    public Endpoint {
        Objects.requireNonNull(baseUrl, "baseUrl");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(apiKeyFile, "apiKeyFile");
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(price, "price");
        send = List.copyOf(send);
        omit = List.copyOf(omit);
    }

    /** Returns the parameters that requests have. */
    public Set<Parameter> parameters() {
        return Parameter.sent(send, omit);
    }

    /** Returns the keys and values as a study's file has them, without those that say what holds anyway. */
    Map<String, Object> keys() {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("base_url", baseUrl.toString());
        keys.put("model", model);
        apiKeyFile.ifPresent(file -> keys.put("api_key_file", file));
        if (stream) {
            keys.put("stream", true);
        }
        putWords(keys, "send", send);
        putWords(keys, "omit", omit);
        Map<String, Object> bounds = bounds();
        if (!bounds.isEmpty()) {
            keys.put("limits", bounds);
        }
        price.ifPresent(known -> {
            Map<String, Object> prices = new LinkedHashMap<>();
            prices.put("prompt_per_million", known.promptPerMillion());
            prices.put("reply_per_million", known.replyPerMillion());
            prices.put("currency", known.currency());
            keys.put("price", prices);
        });
        return keys;
    }

    private static void putWords(Map<String, Object> keys, String key, List<Parameter> parameters) {
        if (!parameters.isEmpty()) {
            keys.put(key, parameters.stream().map(Parameter::word).toList());
        }
    }

    private Map<String, Object> bounds() {
        CallLimits defaults = CallLimits.ofDefaults();
        Map<String, Object> bounds = new LinkedHashMap<>();
        limits.requestsPerMinute().ifPresent(value -> bounds.put("requests_per_minute", value));
        limits.tokensPerMinute().ifPresent(value -> bounds.put("tokens_per_minute", value));
        limits.concurrency().ifPresent(value -> bounds.put("concurrency", value));
        putUnless(bounds, "timeout_seconds", limits.timeoutSeconds(), defaults.timeoutSeconds());
        putUnless(bounds, "attempts", limits.attempts(), defaults.attempts());
        putUnless(bounds, "patience_minutes", limits.patienceMinutes(), defaults.patienceMinutes());
        return bounds;
    }

    private static void putUnless(Map<String, Object> bounds, String key, int value, int usual) {
        if (value != usual) {
            bounds.put(key, value);
        }
    }
}
