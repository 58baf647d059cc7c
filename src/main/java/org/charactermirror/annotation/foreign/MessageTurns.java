package org.charactermirror.annotation.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Counts replies in the list of messages that an item shows, since tools count messages and we count replies. */
final class MessageTurns {

    private static final List<String> SPEAKERS = List.of("role", "speaker", "author", "name", "from");

    private MessageTurns() {}

    /** Returns the list of messages in an item's data. */
    static Optional<JsonNode> messages(JsonNode data) {
        for (JsonNode value : data) {
            if (value.isArray() && !value.isEmpty() && !speaker(value.path(0)).isEmpty()) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    /**
     * Returns which reply of its speaker a message is, from 1; what the speaker said before anyone else is a greeting and
     * no reply.
     *
     * @param index from 0
     */
    static Optional<Integer> turn(JsonNode messages, int index) {
        if (index < 0 || index >= messages.size()) {
            return Optional.empty();
        }
        String speaker = speaker(messages.path(index));
        boolean others = false;
        int turn = 0;
        for (int i = 0; i <= index; i++) {
            boolean own = speaker(messages.path(i)).equals(speaker);
            others |= !own;
            turn += own && others ? 1 : 0;
        }
        return turn == 0 ? Optional.empty() : Optional.of(turn);
    }

    /** Returns which replies the speaker of a message has in the whole list. */
    static List<Integer> turnsLike(JsonNode messages, int index) {
        String speaker = speaker(messages.path(index));
        List<Integer> turns = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            if (speaker(messages.path(i)).equals(speaker)) {
                turn(messages, i).ifPresent(turns::add);
            }
        }
        return turns;
    }

    /** A message is an object with its speaker, or a text that begins with the speaker's name and a colon. */
    private static String speaker(JsonNode message) {
        if (message.isTextual()) {
            String text = message.textValue();
            int colon = text.indexOf(':');
            int wide = text.indexOf('：');
            int end = colon < 0 || (wide >= 0 && wide < colon) ? wide : colon;
            return end > 0 && end <= 40 ? text.substring(0, end).strip() : "";
        }
        return SPEAKERS.stream()
                .map(key -> message.path(key))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .findFirst()
                .orElse("");
    }
}
