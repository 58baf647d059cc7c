package org.charactermirror.session.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.charactermirror.document.JsonRecord;
import org.charactermirror.problem.Problems;
import org.charactermirror.session.foreign.ForeignDialogue.Exchange;

/**
 * A list of messages with roles, taken apart into rounds.
 *
 * <p>Messages of one role in a row are one message of several lines. A last message of the user that nobody answered is left
 * out, since there is nothing to judge. Where a model refused, the dialogue ends as a failed one.
 *
 * @param system what stood before everything else; empty if nothing did
 * @param before what the character said first; empty if the user did
 * @param failure why it did not come to its end; empty if it did
 */
record Conversation(String system, String before, List<Exchange> exchanges, String failure) {

    private static final List<String> SYSTEM = List.of("system", "developer");
    private static final List<String> MODEL = List.of("assistant", "bot");
    private static final String JOINED = "messages of one speaker in a row that became one";
    private static final String UNANSWERED = "last messages without a reply that were left out";

    /** Takes apart the list under {@code messages}. */
    static Optional<Conversation> of(JsonRecord record, Tally tally, Problems problems) {
        Parts parts = new Parts(record, problems);
        JsonNode messages = record.node().path("messages");
        if (!messages.isArray()) {
            record.error(problems, "messages is " + JsonRecord.shown(messages) + "; expected a list of messages");
            return Optional.empty();
        }
        for (int i = 0; i < messages.size() && parts.failure.isEmpty(); i++) {
            parts.add("messages[" + i + "]", messages.path(i));
        }
        if (problems.hasErrors()) {
            return Optional.empty();
        }
        Conversation conversation = parts.conversation(tally);
        if (conversation.exchanges().isEmpty() && conversation.failure().isEmpty()) {
            record.error(
                    problems, "messages has no reply of the assistant to a message of the user; leave the record out");
            return Optional.empty();
        }
        return Optional.of(conversation);
    }

    /** One speaker's words in a row. */
    private record Said(boolean byUser, List<String> texts) {

        String text() {
            return String.join("\n", texts);
        }
    }

    private static final class Parts {

        private final JsonRecord record;
        private final Problems problems;
        private final StringJoiner system = new StringJoiner("\n\n");
        private final List<Said> said = new ArrayList<>();
        private String failure = "";

        Parts(JsonRecord record, Problems problems) {
            this.record = record;
            this.problems = problems;
        }

        void add(String place, JsonNode message) {
            String role = message.path("role").asText();
            JsonNode content = message.path("content");
            if (MODEL.contains(role)
                    && content.isNull()
                    && message.path("refusal").isTextual()) {
                failure = "the model refused: " + message.path("refusal").textValue();
                return;
            }
            Optional<String> text = text(place, content);
            if (SYSTEM.contains(role)) {
                if (!said.isEmpty()) {
                    record.error(
                            problems, place + " is a system message within the dialogue; expected it at the start");
                }
                text.ifPresent(system::add);
            } else if (role.equals("user") || MODEL.contains(role)) {
                text.ifPresent(words -> say(place, role.equals("user"), words));
            } else {
                record.error(
                        problems,
                        place + ".role is " + JsonRecord.shown(message.path("role"))
                                + "; expected system, user or assistant");
            }
        }

        private void say(String place, boolean byUser, String text) {
            if (byUser && text.isBlank()) {
                record.error(
                        problems, place + ".content is " + JsonRecord.quoted(text) + "; expected what the user says");
            }
            if (said.isEmpty() || said.get(said.size() - 1).byUser() != byUser) {
                said.add(new Said(byUser, new ArrayList<>()));
            }
            said.get(said.size() - 1).texts().add(text);
        }

        private Optional<String> text(String place, JsonNode content) {
            if (content.isTextual()) {
                return Optional.of(content.textValue());
            }
            StringJoiner joined = new StringJoiner("\n");
            boolean textOnly = content.isArray();
            for (JsonNode part : content) {
                textOnly &= part.path("type").asText().equals("text")
                        && part.path("text").isTextual();
                joined.add(part.path("text").asText());
            }
            if (!textOnly) {
                record.error(problems, place + ".content is " + JsonRecord.shown(content) + "; expected text");
                return Optional.empty();
            }
            return Optional.of(joined.toString());
        }

        Conversation conversation(Tally tally) {
            said.forEach(one -> one.texts().stream().skip(1).forEach(text -> tally.add(JOINED)));
            int first = !said.isEmpty() && !said.get(0).byUser() ? 1 : 0;
            List<Exchange> exchanges = new ArrayList<>();
            for (int i = first; i + 1 < said.size(); i += 2) {
                exchanges.add(new Exchange(said.get(i).text(), said.get(i + 1).text()));
            }
            if ((said.size() - first) % 2 == 1 && failure.isEmpty()) {
                tally.add(UNANSWERED);
            }
            return new Conversation(system.toString(), first == 1 ? said.get(0).text() : "", exchanges, failure);
        }
    }
}
