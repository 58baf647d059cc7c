package org.charactermirror.web.chat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.charactermirror.character.CharacterDraft;
import org.charactermirror.chat.ChatRequest;
import org.charactermirror.chat.GenerationSettings;
import org.charactermirror.chat.Message;
import org.charactermirror.chat.Persona;
import org.charactermirror.web.Json;
import org.charactermirror.web.WebError;

/**
 * What a page asks for: the next reply of one model, or of two, in a dialogue that the page alone keeps.
 *
 * @param id by which the replies can be stopped
 * @param models ids of one model or two different ones
 */
record ReplyOrder(String id, List<String> models, ChatRequest request) {

    /** A person's message. */
    static final int LONGEST_MESSAGE = 4_000;

    /** A model's reply. */
    static final int LONGEST_REPLY = 32_000;

    /** All of a dialogue: more than models read, and less than a body holds in any language. */
    static final int LONGEST_DIALOGUE = 120_000;

    static final int MOST_MESSAGES = 400;
    static final int MOST_NEW_TOKENS = 2_048;
    static final int MOST_LENGTH = 131_072;

    /** Every JSON reader holds whole numbers below this exactly. */
    static final long SEEDS = 1L << 53;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{16,64}");

    ReplyOrder {
        models = List.copyOf(models);
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(request, "request");
    }

    /**
     * Reads a call's body.
     *
     * @throws WebError if anything is missing, or out of its bounds
     */
    static ReplyOrder read(JsonNode body) {
        return new ReplyOrder(
                id(body),
                models(body),
                new ChatRequest(persona(body), messages(body), settings(body.path("settings")), seed(body)));
    }

    /** Reads the id of a call's replies. */
    static String id(JsonNode body) {
        String id = Json.text(body, "request", 64);
        if (!ID.matcher(id).matches()) {
            throw new WebError(
                    400, "bad_request", "request must be 16 to 64 letters, digits, hyphens and underscores.");
        }
        return id;
    }

    private static List<String> models(JsonNode body) {
        List<String> models = new ArrayList<>();
        for (JsonNode model : body.path("models")) {
            models.add(model.asText());
        }
        if (models.isEmpty() || models.size() > 2 || models.stream().distinct().count() != models.size()) {
            throw new WebError(400, "bad_models", "models must name one model, or two different ones.");
        }
        return models;
    }

    private static Persona persona(JsonNode body) {
        CharacterDraft draft = Drafts.read(body.path("character"));
        List<CharacterDraft.FieldProblem> problems = draft.problemsOfTalking();
        if (!problems.isEmpty()) {
            throw new WebError(
                    400, "bad_character", problems.get(0).message(), Map.of("problems", Drafts.told(problems)));
        }
        return new Persona(draft.name(), draft.profile(), draft.userName(), draft.userInfo());
    }

    private static List<Message> messages(JsonNode body) {
        List<Message> messages = new ArrayList<>();
        int length = 0;
        for (JsonNode item : body.path("messages")) {
            boolean user = Json.text(item, "by", 10).equals("user");
            String text = Json.text(item, "text", user ? LONGEST_MESSAGE : LONGEST_REPLY);
            messages.add(user ? Message.user(text) : Message.character(text));
            length += text.length();
        }
        if (messages.isEmpty()
                || !body.path("messages")
                        .path(messages.size() - 1)
                        .path("by")
                        .asText()
                        .equals("user")) {
            throw new WebError(400, "bad_messages", "The last of the messages must be the user's.");
        }
        if (messages.get(messages.size() - 1).text().isBlank()) {
            throw new WebError(400, "no_words", "The message has no words.");
        }
        if (messages.size() > MOST_MESSAGES || length > LONGEST_DIALOGUE) {
            throw new WebError(
                    413,
                    "dialogue_too_long",
                    "The dialogue has " + messages.size() + " messages of " + length + " characters; at most "
                            + MOST_MESSAGES + " and " + LONGEST_DIALOGUE + " are taken. Begin a new one.");
        }
        return messages;
    }

    private static GenerationSettings settings(JsonNode settings) {
        try {
            return new GenerationSettings(
                    decimal(settings, "temperature"),
                    decimal(settings, "top_p"),
                    0,
                    decimal(settings, "repetition_penalty"),
                    Json.number(settings, "max_new_tokens", 1, MOST_NEW_TOKENS),
                    Json.number(settings, "max_length", 0, MOST_LENGTH),
                    Json.number(settings, "num_beams", 1, GenerationSettings.MOST_BEAMS));
        } catch (IllegalArgumentException e) {
            throw new WebError(400, "bad_settings", e.getMessage() + ".");
        }
    }

    private static double decimal(JsonNode settings, String key) {
        JsonNode value = settings.path(key);
        if (!value.isNumber()) {
            throw new WebError(400, "no_number", key + " must be a number.");
        }
        return value.doubleValue();
    }

    private static long seed(JsonNode body) {
        JsonNode value = body.path("seed");
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < 0
                || value.longValue() >= SEEDS) {
            throw new WebError(400, "no_number", "seed must be a whole number from 0 to " + (SEEDS - 1) + ".");
        }
        return value.longValue();
    }
}
