package org.charactermirror.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeMap;
import org.charactermirror.chat.ModelDescription;
import org.charactermirror.problem.BadInputException;

/** Describes a recorded model: what the recording is, and what the record of its run says of the model. */
final class RecordedDescription {

    private static final String RUN = "run.json";
    private static final String UNKNOWN = "unknown: ask its authors";
    private static final String NOTE = "Its replies were recorded in another run, whose settings they were made with.";

    private RecordedDescription() {}

    static ModelDescription of(Path file, String sha256, String model, Set<String> studies, int dialogues) {
        JsonNode run = run(file.resolveSibling(RUN));
        JsonNode entry = new ObjectMapper().createObjectNode();
        for (JsonNode one : run.path("models")) {
            if (one.path("id").asText().equals(model)) {
                entry = one;
            }
        }
        TreeMap<String, String> facts = new TreeMap<>();
        entry.path("facts")
                .properties()
                .forEach(fact ->
                        facts.put("recorded " + fact.getKey(), fact.getValue().asText()));
        run.path("study")
                .path("generation")
                .properties()
                .forEach(one ->
                        facts.put("recorded " + one.getKey(), one.getValue().asText()));
        facts.put("sha256 " + file.getFileName(), sha256);
        facts.put("recorded model", model);
        facts.put("recorded study", String.join(", ", studies));
        facts.put("recorded dialogues", Integer.toString(dialogues));
        String notes = entry.path("notes").asText();
        String licence = entry.path("licence").asText();
        return new ModelDescription(
                entry.path("name").asText(model),
                "replay",
                licence.isBlank() ? UNKNOWN : licence,
                notes.isBlank() ? NOTE : notes + " " + NOTE,
                entry.path("context_length").asInt(0),
                facts);
    }

    private static JsonNode run(Path file) {
        if (!Files.exists(file)) {
            return new ObjectMapper().createObjectNode();
        }
        try {
            return new ObjectMapper().readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            throw BadInputException.of(
                    file.toString(),
                    "is not JSON (" + e.getOriginalMessage() + "); run its study again, or move the recording away");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
