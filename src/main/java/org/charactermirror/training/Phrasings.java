package org.charactermirror.training;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * The hand-written ways in which a user says things.
 *
 * @param intents phrasings by intent
 * @param more phrasings that ask to go on from any answer
 * @param moreNamed phrasings that name the matter, by intent
 * @param prefixes may stand before any message
 * @param suffixes may stand after any message
 * @param reactions sentences that answer what was just heard and may stand before any message
 */
record Phrasings(
        Map<String, List<String>> intents,
        List<String> more,
        Map<String, List<String>> moreNamed,
        List<String> prefixes,
        List<String> suffixes,
        List<String> reactions) {

    /** Takes the phrasings from a file that its schema has passed. */
    static Phrasings from(JsonNode file) {
        return new Phrasings(
                WrittenLines.lists(file.path("intents")),
                WrittenLines.strings(file.path("more")),
                WrittenLines.lists(file.path("more_named")),
                WrittenLines.strings(file.path("prefixes")),
                WrittenLines.strings(file.path("suffixes")),
                WrittenLines.strings(file.path("reactions")));
    }

    /** Tells whether users can ask for an intent, or for a follow-up where it is written {@code intent.more}. */
    boolean knows(String intent) {
        int dot = intent.indexOf('.');
        return dot < 0 ? intents.containsKey(intent) : moreNamed.containsKey(intent.substring(0, dot));
    }
}
