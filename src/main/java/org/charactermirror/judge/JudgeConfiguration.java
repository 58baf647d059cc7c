package org.charactermirror.judge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.charactermirror.chat.ModelDescription;
import org.charactermirror.scenario.JudgeSpec;
import org.charactermirror.scenario.ModelSpec;
import org.jspecify.annotations.Nullable;

/**
 * All that a judge's answers depend on besides what it judges, as names and values. A judge whose configuration changes is
 * another judge.
 */
public record JudgeConfiguration(Map<String, String> parts) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public JudgeConfiguration {
        parts = Collections.unmodifiableMap(new TreeMap<>(parts));
    }

    /**
     * Returns the configuration of a judge.
     *
     * @param family nothing if it is not known
     * @param language in which it is asked
     */
    public static JudgeConfiguration of(
            JudgeSpec spec,
            ModelDescription description,
            Optional<String> family,
            JudgePrompt prompt,
            String language) {
        Map<String, String> parts = new TreeMap<>(model(spec.model(), description));
        spec.settings().forEach((name, value) -> parts.put(name, value.toString()));
        parts.putAll(prompt.ingredients());
        parts.put("language", language);
        parts.put("family", family.orElse("unknown"));
        return new JudgeConfiguration(parts);
    }

    /** Returns what tells a model from every other that may answer otherwise. */
    public static String identity(ModelSpec spec, ModelDescription description) {
        return json(model(spec, description));
    }

    /** Weights are known by their hashes, wherever they lie; an endpoint only by its address and what it calls the model. */
    private static Map<String, String> model(ModelSpec spec, ModelDescription description) {
        Map<String, String> parts = new TreeMap<>();
        spec.ingredients().forEach((name, value) -> parts.put("model " + name, value.toString()));
        boolean hashed = false;
        for (Map.Entry<String, String> fact : description.facts().entrySet()) {
            if (fact.getKey().contains("sha256") && !fact.getKey().contains("prompt")) {
                parts.put("model " + fact.getKey(), fact.getValue());
                hashed = true;
            }
        }
        if (hashed) {
            parts.remove("model path");
        }
        return parts;
    }

    /** Returns what counts where a judge's two orders disagree. */
    public JudgeSpec.OrderRule orderRule() {
        return Optional.ofNullable(parts.get("order_rule"))
                .map(word -> JudgeSpec.OrderRule.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(JudgeSpec.OrderRule.TIE);
    }

    /** Returns what differs, each as a sentence's end. */
    public List<String> differences(JudgeConfiguration kept) {
        TreeSet<String> names = new TreeSet<>(parts.keySet());
        names.addAll(kept.parts.keySet());
        List<String> differences = new ArrayList<>();
        for (String name : names) {
            @Nullable String before = kept.parts.get(name);
            @Nullable String now = parts.get(name);
            if (!Objects.equals(before, now)) {
                differences.add(name + " was " + shown(before) + ", now it is " + shown(now));
            }
        }
        return differences;
    }

    private static String shown(@Nullable String value) {
        if (value == null) {
            return "not there";
        }
        return value.length() == 64 ? value.substring(0, 12) + "…" : value;
    }

    /** Returns it as JSON, with its keys in order. */
    public String toJson() {
        return json(parts);
    }

    /** Reads it again. */
    public static JudgeConfiguration read(String json) {
        try {
            return new JudgeConfiguration(JSON.readValue(json, new TypeReference<Map<String, String>>() {}));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a judge's configuration: " + json, e);
        }
    }

    private static String json(Map<String, String> parts) {
        try {
            return JSON.writeValueAsString(parts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of texts can always be written", e);
        }
    }
}
