package org.charactermirror.scenario;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A model as a study names it; what kind of model it is decides what must be known of it. */
public sealed interface ModelSpec {

    /** Returns the id by which transcripts and annotations call the model. */
    String id();

    /** Returns the word that names the kind in a study's file. */
    String provider();

    /** Returns all keys and values as a study's file has them: plain values, lists and maps of them. */
    Map<String, Object> keys();

    /** Returns how many replies may be asked for at once; where it does not say, as many as the run plays at once. */
    default OptionalInt concurrency() {
        return OptionalInt.empty();
    }

    /** Returns those of the keys that say what the model answers; others say only how it is reached and at what pace. */
    default Map<String, Object> ingredients() {
        Map<String, Object> ingredients = new LinkedHashMap<>(keys());
        ingredients.keySet().removeAll(Set.of("id", "api_key_file", "limits", "price", "stream", "system_prompt"));
        return ingredients;
    }

    /** How a local model computes. */
    enum Precision {
        F32,
        BF16,
        INT8;

        /** Returns the word in a study's file. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A checkpoint that this program runs itself.
     *
     * @param path a folder, or {@code embedded:NAME}
     */
    record Local(String id, String path, Precision precision) implements ModelSpec {

        public Local {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(path, "path");
            Objects.requireNonNull(precision, "precision");
        }

        @Override
        public String provider() {
            return "local";
        }

        @Override
        public Map<String, Object> keys() {
            return ordered(this, "path", path, "precision", precision.word());
        }
    }

    /** A model that answers requests over a network. */
    sealed interface Remote extends ModelSpec {

        /** Returns where it answers, and how it is asked. */
        Endpoint endpoint();

        @Override
        default OptionalInt concurrency() {
            return endpoint().limits().concurrency();
        }
    }

    /**
     * A model behind an OpenAI-compatible endpoint.
     *
     * @param systemPrompt a template in place of the program's own
     */
    record OpenAi(String id, Endpoint endpoint, Optional<String> systemPrompt) implements Remote {

        public OpenAi {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(endpoint, "endpoint");
            Objects.requireNonNull(systemPrompt, "systemPrompt");
        }

        @Override
        public String provider() {
            return "openai";
        }

        @Override
        public Map<String, Object> keys() {
            Map<String, Object> keys = ordered(this);
            keys.putAll(endpoint.keys());
            systemPrompt.ifPresent(template -> keys.put("system_prompt", template));
            return keys;
        }
    }

    /** A model behind an endpoint that takes CharacterGLM's own description of the two people. */
    record CharacterGlm(String id, Endpoint endpoint) implements Remote {

        public CharacterGlm {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(endpoint, "endpoint");
        }

        @Override
        public String provider() {
            return "characterglm";
        }

        @Override
        public Map<String, Object> keys() {
            Map<String, Object> keys = ordered(this);
            keys.putAll(endpoint.keys());
            return keys;
        }
    }

    /**
     * The recorded replies of an earlier run.
     *
     * @param path its {@code transcripts.jsonl}
     * @param model whose replies of those recorded there; must be known where there are several
     */
    record Replay(String id, String path, Optional<String> model) implements ModelSpec {

        public Replay {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(path, "path");
            Objects.requireNonNull(model, "model");
        }

        @Override
        public String provider() {
            return "replay";
        }

        @Override
        public Map<String, Object> keys() {
            Map<String, Object> keys = ordered(this, "path", path);
            model.ifPresent(recorded -> keys.put("model", recorded));
            return keys;
        }
    }

    private static Map<String, Object> ordered(ModelSpec spec, String... keysAndValues) {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("id", spec.id());
        keys.put("provider", spec.provider());
        for (int i = 0; i < keysAndValues.length; i += 2) {
            keys.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return keys;
    }
}
