package org.charactermirror.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Writes data so that it can stand in a script, within a page or beside it, and means nothing but itself. */
final class ScriptText {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ScriptText() {}

    /**
     * Returns a value as JSON in which no text can end the script, begin a comment or tag, or break a line: these signs
     * stand in strings only, so that their escapes mean the same.
     */
    static String json(Object value) {
        try {
            return MAPPER.writeValueAsString(value)
                    .replace("<", "\\u003c")
                    .replace(">", "\\u003e")
                    .replace("&", "\\u0026")
                    .replace("\u2028", "\\u2028")
                    .replace("\u2029", "\\u2029");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of plain values can always be written", e);
        }
    }
}
