package org.charactermirror.chat.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import org.charactermirror.chat.ChatReply;
import org.charactermirror.chat.RefusedException;
import org.charactermirror.chat.StopReason;
import org.charactermirror.chat.TextListener;

/** Puts a reply together from an answer's objects: one whole one, or the pieces of a stream. */
final class ReplyReader {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final ErrorAnswer errors;
    private final TextListener listener;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder refusal = new StringBuilder();
    private String finishReason = "";
    private Optional<JsonNode> usage = Optional.empty();

    /**
     * Makes a reader for one reply.
     *
     * @param errors reads what an answer says in place of a reply
     */
    ReplyReader(String name, ErrorAnswer errors, TextListener listener) {
        this.name = name;
        this.errors = errors;
        this.listener = listener;
    }

    /** Reads a whole reply. */
    ChatReply whole(String json) {
        add(json, "message");
        if (finishReason.isEmpty()) {
            throw unreadable("it does not say why the reply ended");
        }
        return reply();
    }

    /** Reads the next piece of a streamed reply. */
    void piece(String json) {
        add(json, "delta");
    }

    /** Tells whether the stream has said why the reply ended: nothing of the text comes after that. */
    boolean finished() {
        return !finishReason.isEmpty();
    }

    private void add(String json, String part) {
        JsonNode root = parsed(json);
        if (root.hasNonNull("error")) {
            throw errors.inAnswer(root);
        }
        if (root.path("usage").isObject()) {
            usage = Optional.of(root.path("usage"));
        }
        JsonNode choices = root.path("choices");
        if (!choices.isArray() || (choices.isEmpty() && part.equals("message"))) {
            throw unreadable("it has no choices");
        }
        if (choices.isEmpty()) {
            return;
        }
        JsonNode choice = choices.get(0);
        JsonNode message = choice.path(part);
        add(message.path("content"));
        if (message.path("refusal").isTextual()) {
            refusal.append(message.path("refusal").textValue());
        }
        if (choice.path("finish_reason").isTextual()) {
            finishReason = choice.path("finish_reason").textValue();
        }
        if (part.equals("message") && !message.isObject()) {
            throw unreadable("it has no message");
        }
    }

    private void add(JsonNode content) {
        if (content.isTextual()) {
            text.append(content.textValue());
            if (!content.textValue().isEmpty()) {
                listener.onText(content.textValue());
            }
        } else if (!content.isMissingNode() && !content.isNull()) {
            throw unreadable("the reply is no text");
        }
    }

    private static JsonNode parsed(String json) {
        if (json.isBlank()) {
            throw unreadable("it is empty");
        }
        try {
            JsonNode root = JSON.readTree(json);
            if (!root.isObject()) {
                throw unreadable("it is no object");
            }
            return root;
        } catch (JsonProcessingException e) {
            throw unreadable("it is not JSON");
        }
    }

    private static AttemptFailure unreadable(String what) {
        return AttemptFailure.of(Retry.UNREADABLE, "the answer cannot be read: " + what);
    }

    /** Tells whether some of the text was heard. */
    boolean heard() {
        return !text.isEmpty();
    }

    /** Returns the reply, once the answer said why it ended. */
    ChatReply reply() {
        if (!refusal.isEmpty()) {
            throw new RefusedException(name + ": the provider refused to answer: " + refusal);
        }
        StopReason reason = switch (finishReason) {
            case "stop", "eos", "eos_token", "stop_sequence", "end_turn" -> StopReason.END_OF_SEQUENCE;
            case "length", "max_tokens" -> StopReason.LENGTH;
            case "content_filter", "sensitive" ->
                throw new RefusedException(name + ": the provider's filter refused the reply (" + finishReason + ")");
            default -> throw unreadable("the reply ended for an unknown reason, \"" + finishReason + "\"");
        };
        return counted(reason);
    }

    private ChatReply counted(StopReason reason) {
        int prompt = tokens("/prompt_tokens");
        int reply = tokens("/completion_tokens");
        int cached = Math.max(0, tokens("/prompt_tokens_details/cached_tokens"));
        String stripped = text.toString().strip();
        if (prompt < 1 || reply < 0) {
            return new ChatReply(stripped, reason, 0, 0, 0, 0);
        }
        return new ChatReply(stripped, reason, prompt, Math.min(prompt, cached), reply, 0);
    }

    /** Returns a count of the answer, -1 if it has none. */
    private int tokens(String pointer) {
        JsonNode count = usage.map(node -> node.at(pointer)).orElse(JSON.missingNode());
        return count.canConvertToInt() && count.isIntegralNumber() ? count.intValue() : -1;
    }
}
