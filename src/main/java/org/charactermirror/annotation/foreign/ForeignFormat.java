package org.charactermirror.annotation.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The tools whose files of judgements are read and written. */
public enum ForeignFormat {
    /** Label Studio's exports: JSON (tasks with {@code annotations}), JSON-MIN and CSV. */
    LABEL_STUDIO,
    /** Potato's {@code annotated_instances}, its exports, and the state it keeps of each user. */
    POTATO,
    /** Argilla's records with responses, nested or flat. */
    ARGILLA,
    /** Battle logs of Chatbot Arena: {@code model_a}, {@code model_b}, {@code winner}. */
    ARENA,
    /** Judgements of MT-Bench, of pairs or of single answers. */
    MT_BENCH;

    /** Columns that every table of Label Studio has. */
    private static final List<String> OF_LABEL_STUDIO =
            List.of("annotation_id", "annotator", "created_at", "updated_at", "lead_time");

    /** Returns the word that names the format, such as {@code label-studio}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns all words. */
    public static List<String> words() {
        return Arrays.stream(values()).map(ForeignFormat::word).toList();
    }

    /** Returns the format of a word. */
    public static Optional<ForeignFormat> named(String word) {
        return Arrays.stream(values())
                .filter(format -> format.word().equals(word))
                .findFirst();
    }

    /** Tells the format of a record by its keys. */
    static Optional<ForeignFormat> of(JsonNode record) {
        if (record.has("g1_winner") || (record.path("judge").isArray() && record.has("score"))) {
            return Optional.of(MT_BENCH);
        }
        if (record.has("instance_id")
                || record.has("label_annotations")
                || record.has("instance_id_to_label_to_value")) {
            return Optional.of(POTATO);
        }
        if (record.path("annotations").isArray()
                || record.path("completions").isArray()
                || record.has("annotation_id")) {
            return Optional.of(LABEL_STUDIO);
        }
        if (record.has("responses") || hasFlatResponses(record)) {
            return Optional.of(ARGILLA);
        }
        Set<String> keys = new HashSet<>();
        record.fieldNames().forEachRemaining(keys::add);
        return isBattle(keys) ? Optional.of(ARENA) : Optional.empty();
    }

    /** Tells the format of a CSV file by its header; nothing comes back for ours and for unknown ones. */
    static Optional<ForeignFormat> ofHeader(Set<String> names) {
        if (names.contains("g1_winner")) {
            return Optional.of(MT_BENCH);
        }
        // Our own files may have any of these as columns of the user's, but neither all of the second nor no annotator.
        if (names.contains("instance_id")
                && (names.contains("user_id") || names.contains("user"))
                && !names.contains("annotator")) {
            return Optional.of(POTATO);
        }
        if (names.containsAll(OF_LABEL_STUDIO)) {
            return Optional.of(LABEL_STUDIO);
        }
        return isBattle(names) && !names.contains("outcome") ? Optional.of(ARENA) : Optional.empty();
    }

    private static boolean isBattle(Set<String> names) {
        return names.contains("model_a")
                && names.contains("model_b")
                && (names.contains("winner") || names.contains("winner_model_a"));
    }

    private static boolean hasFlatResponses(JsonNode record) {
        for (var names = record.fieldNames(); names.hasNext(); ) {
            if (names.next().endsWith(ArgillaRecords.FLAT_RESPONSES)) {
                return true;
            }
        }
        return false;
    }
}
