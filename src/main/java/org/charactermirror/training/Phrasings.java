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

    /** Reads the phrasings file. */
    static Phrasings from(JsonNode file) {
        return new Phrasings(
                Voice.lists(file.path("intents")),
                Voice.strings(file.path("more")),
                Voice.lists(file.path("more_named")),
                Voice.strings(file.path("prefixes")),
                Voice.strings(file.path("suffixes")),
                Voice.strings(file.path("reactions")));
    }
}
