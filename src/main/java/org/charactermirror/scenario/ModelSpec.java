package org.charactermirror.scenario;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/** A model as a study names it; what kind of model it is decides what must be known of it. */
public sealed interface ModelSpec {

    /** Returns the id by which transcripts and annotations call the model. */
    String id();

    /** Returns the word that names the kind in a study's file. */
    String provider();

    /** Returns all keys and values as a study's file has them. */
    Map<String, String> keys();

    /** Returns how many replies may be asked for at once; where it does not say, as many as the run plays at once. */
    default OptionalInt concurrency() {
        return OptionalInt.empty();
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
        public Map<String, String> keys() {
            return ordered(this, "path", path, "precision", precision.word());
        }
    }

    /**
     * A model behind an OpenAI-compatible endpoint.
     *
     * @param apiKeyFile holds the key; a study never holds the key itself
     */
    record OpenAi(String id, URI baseUrl, String model, Optional<String> apiKeyFile) implements ModelSpec {

        public OpenAi {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(baseUrl, "baseUrl");
            Objects.requireNonNull(model, "model");
        }

        @Override
        public String provider() {
            return "openai";
        }

        @Override
        public Map<String, String> keys() {
            return remote(this, baseUrl, model, apiKeyFile);
        }
    }

    /**
     * A model behind an endpoint that takes CharacterGLM's own description of the two people.
     *
     * @param apiKeyFile holds the key; a study never holds the key itself
     */
    record CharacterGlm(String id, URI baseUrl, String model, Optional<String> apiKeyFile) implements ModelSpec {

        public CharacterGlm {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(baseUrl, "baseUrl");
            Objects.requireNonNull(model, "model");
        }

        @Override
        public String provider() {
            return "characterglm";
        }

        @Override
        public Map<String, String> keys() {
            return remote(this, baseUrl, model, apiKeyFile);
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
        public Map<String, String> keys() {
            Map<String, String> keys = ordered(this, "path", path);
            model.ifPresent(recorded -> keys.put("model", recorded));
            return keys;
        }
    }

    private static Map<String, String> remote(ModelSpec spec, URI baseUrl, String model, Optional<String> keyFile) {
        Map<String, String> keys = ordered(spec, "base_url", baseUrl.toString(), "model", model);
        keyFile.ifPresent(file -> keys.put("api_key_file", file));
        return keys;
    }

    private static Map<String, String> ordered(ModelSpec spec, String... keysAndValues) {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("id", spec.id());
        keys.put("provider", spec.provider());
        for (int i = 0; i < keysAndValues.length; i += 2) {
            keys.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return keys;
    }
}
