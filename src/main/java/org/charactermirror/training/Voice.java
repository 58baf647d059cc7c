package org.charactermirror.training;

import com.fasterxml.jackson.databind.JsonNode;
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

    /** Takes the lines from a file that its schema has passed. */
    static Voice from(JsonNode file) {
        return new Voice(
                file.path("character").textValue(),
                WrittenLines.strings(file.path("openers")),
                WrittenLines.strings(file.path("closers")),
                WrittenLines.lists(file.path("answers")),
                WrittenLines.lists(file.path("more")));
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
}
