package org.charactermirror.web.chat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.charactermirror.character.CharacterDraft;
import org.charactermirror.web.Json;
import org.charactermirror.web.WebError;

/** Characters as calls have them. */
final class Drafts {

    /** More than any field may have: what is too long is told by field, with its bound. */
    private static final int LONGEST_FIELD = 60_000;

    private Drafts() {}

    /**
     * Reads a character; fields that are missing are blank, and then told as problems.
     *
     * @throws WebError if there is none, or a field is no text
     */
    static CharacterDraft read(JsonNode character) {
        if (!character.isObject()) {
            throw new WebError(400, "missing", "The body lacks the object character.");
        }
        return new CharacterDraft(
                field(character, "id"),
                field(character, "name"),
                field(character, "category"),
                field(character, "language"),
                field(character, "profile"),
                field(character, "user_name"),
                field(character, "user_info"),
                field(character, "greeting"),
                field(character, "source"),
                field(character, "license"));
    }

    private static String field(JsonNode character, String key) {
        return Json.optionalText(character, key, LONGEST_FIELD).orElse("");
    }

    /** Returns problems as calls answer them. */
    static List<Map<String, String>> told(List<CharacterDraft.FieldProblem> problems) {
        return problems.stream()
                .map(problem -> Map.of("field", problem.field(), "message", problem.message()))
                .toList();
    }
}
