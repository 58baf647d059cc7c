package org.charactermirror.training;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The hand-written lines of one character.
 *
 * @param character the character's id
 * @param openers gestures and interjections that may stand before any answer
 * @param closers sentences that may stand after any answer
 * @param answers lines by intent
 * @param more lines that go on from an answer, by intent
 */
record Voice(
        String character,
        List<String> openers,
        List<String> closers,
        Map<String, List<String>> answers,
        Map<String, List<String>> more) {

    Voice {
        openers = List.copyOf(openers);
        closers = List.copyOf(closers);
        if (answers.isEmpty() || answers.values().stream().anyMatch(List::isEmpty)) {
            throw new IllegalArgumentException(character + ": an intent without a line");
        }
        if (!answers.keySet().containsAll(more.keySet())) {
            throw new IllegalArgumentException(character + ": a follow-up to an intent that has no answer");
        }
    }

    /** Reads a voice file. */
    static Voice from(JsonNode file) {
        return new Voice(
                file.path("character").asText(),
                strings(file.path("openers")),
                strings(file.path("closers")),
                lists(file.path("answers")),
                lists(file.path("more")));
    }

    /** Returns the lines for an intent, or for a follow-up where it is written {@code intent.more}. */
    List<String> lines(String intent) {
        int dot = intent.indexOf('.');
        List<String> lines = dot < 0 ? answers.get(intent) : more.get(intent.substring(0, dot));
        if (lines == null) {
            throw new IllegalArgumentException(character + " has no lines for " + intent);
        }
        return lines;
    }

    static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        array.forEach(item -> strings.add(item.asText()));
        return List.copyOf(strings);
    }

    static Map<String, List<String>> lists(JsonNode object) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        object.properties().forEach(entry -> lists.put(entry.getKey(), strings(entry.getValue())));
        return lists;
    }
}
