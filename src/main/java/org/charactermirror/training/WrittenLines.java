package org.charactermirror.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the hand-written lines that ship with the program. */
final class WrittenLines {

    private WrittenLines() {}

    /** Returns the voice of a character. */
    static Voice voice(String character) {
        return Voice.from(read("voices/" + character + ".yaml"));
    }

    /** Returns how users say things. */
    static Phrasings phrasings() {
        return Phrasings.from(read("phrasings.yaml"));
    }

    /** Returns, by scenario id, which intents each user message carries; see {@link IntentLabel}. */
    static Map<String, List<IntentLabel>> scenarioIntents() {
        Map<String, List<IntentLabel>> labels = new LinkedHashMap<>();
        Voice.lists(read("scenario-intents.yaml"))
                .forEach((scenario, items) -> labels.put(
                        scenario, items.stream().map(IntentLabel::parse).toList()));
        return labels;
    }

    private static JsonNode read(String name) {
        try (InputStream in = WrittenLines.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the program was built without the training text " + name);
            }
            return new YAMLMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("training text " + name + ": " + e.getMessage(), e);
        }
    }
}
