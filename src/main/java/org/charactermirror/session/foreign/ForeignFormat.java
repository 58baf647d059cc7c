package org.charactermirror.session.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a file of dialogues is laid out. */
public enum ForeignFormat {
    /** Records with {@code messages} of system, user and assistant. */
    OPENAI,
    /** CharacterEval's records of a {@code role}, a {@code context} and a {@code model_output}. */
    CHARACTEREVAL,
    /** PingPong's {@code outputs} of a {@code character}, a {@code situation} and {@code messages}. */
    PINGPONG,
    /** CharacterBench's records of a {@code dialogue} and a response to its last message. */
    CHARACTERBENCH,
    /** Our own {@code transcripts.jsonl}. */
    CHARMIRROR;

    /** Returns the word that names the format. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns all words. */
    public static List<String> words() {
        return Arrays.stream(values()).map(ForeignFormat::word).toList();
    }

    /** Tells the format of a record by its keys. */
    static Optional<ForeignFormat> of(JsonNode record) {
        if (record.path("session").isTextual() && record.has("turn")) {
            return Optional.of(CHARMIRROR);
        }
        if (record.path("outputs").isArray()
                || (record.path("messages").isArray()
                        && record.path("situation").has("text")
                        && record.path("character").has("char_name"))) {
            return Optional.of(PINGPONG);
        }
        if (record.path("dialogue").isArray() && record.has("character_profile")) {
            return Optional.of(CHARACTERBENCH);
        }
        if (record.path("messages").isArray()) {
            return Optional.of(OPENAI);
        }
        return record.has("role") && record.has("context") ? Optional.of(CHARACTEREVAL) : Optional.empty();
    }
}
