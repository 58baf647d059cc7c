package org.charactermirror.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.OptionalLong;
import org.charactermirror.problem.Problems;

/**
 * A JSON object and where it stands; what is missing in it, or of another kind than expected, becomes a problem.
 *
 * @param line on which it starts, 1-based
 */
public record JsonRecord(String source, int line, JsonNode node) {

    /** Values are cut off here in messages, since the rest of a line would hide what is wrong. */
    private static final int SHOWN = 60;

    public JsonRecord {
        if (!node.isObject()) {
            throw new IllegalArgumentException(source + ":" + line + ": not an object");
        }
    }

    /** Tells whether a key is there with a value that is not null. */
    public boolean has(String key) {
        return node.hasNonNull(key);
    }

    /** Returns the text of a key that must be there; it may be empty. */
    public Optional<String> text(String key, Problems problems) {
        return text(key, "text", problems);
    }

    /** Returns the text of a key that must be there and must not be blank. */
    public Optional<String> words(String key, Problems problems) {
        return text(key, "text that is not blank", problems).filter(text -> {
            if (text.isBlank()) {
                error(problems, key + " is \"" + text + "\"; expected text that is not blank");
            }
            return !text.isBlank();
        });
    }

    private Optional<String> text(String key, String expected, Problems problems) {
        if (!has(key)) {
            error(problems, key + " is missing; expected " + expected);
            return Optional.empty();
        }
        JsonNode value = node.path(key);
        if (!value.isTextual()) {
            error(problems, key + " is " + shown(value) + "; expected " + expected);
            return Optional.empty();
        }
        return Optional.of(value.textValue());
    }

    /** Returns the text of a key that may be missing; a number counts as its digits. Blank text counts as missing. */
    public Optional<String> wordsIfThere(String key, Problems problems) {
        if (!has(key)) {
            return Optional.empty();
        }
        JsonNode value = node.path(key);
        if (!value.isTextual() && !value.isIntegralNumber()) {
            error(problems, key + " is " + shown(value) + "; expected text");
            return Optional.empty();
        }
        return Optional.of(value.asText()).filter(text -> !text.isBlank());
    }

    /** Returns the whole number of a key that must be there. */
    public OptionalLong number(String key, long least, long most, Problems problems) {
        String expected = "; expected a whole number from " + least + " to " + most;
        if (!has(key)) {
            error(problems, key + " is missing" + expected);
            return OptionalLong.empty();
        }
        JsonNode value = node.path(key);
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < least
                || value.longValue() > most) {
            error(problems, key + " is " + shown(value) + expected);
            return OptionalLong.empty();
        }
        return OptionalLong.of(value.longValue());
    }

    /** Adds an error at the object's place. */
    public void error(Problems problems, String message) {
        problems.error(source, line, 0, message);
    }

    /** Returns a value as messages show it: JSON, cut off where it is long. */
    public static String shown(JsonNode value) {
        return value.isMissingNode() ? "missing" : clipped(value.toString());
    }

    /** Returns a text as messages show it, in quotes and on one line. */
    public static String quoted(String text) {
        return "\"" + clipped(text.replaceAll("\\s*\\R\\s*", " / ")) + "\"";
    }

    private static String clipped(String text) {
        return text.codePointCount(0, text.length()) <= SHOWN
                ? text
                : text.substring(0, text.offsetByCodePoints(0, SHOWN)) + "…";
    }
}
