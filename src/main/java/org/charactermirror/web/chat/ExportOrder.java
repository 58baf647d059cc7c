package org.charactermirror.web.chat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.charactermirror.character.CharacterDraft;
import org.charactermirror.character.CharacterIds;
import org.charactermirror.chat.StopReason;
import org.charactermirror.web.Json;
import org.charactermirror.web.WebError;

/**
 * A dialogue of a page that is to become a file.
 *
 * @param markdown whether for people to read, rather than for {@code study import}
 * @param turns in order; of two replies one has continued the dialogue
 */
record ExportOrder(boolean markdown, CharacterDraft character, List<SaidTurn> turns) {

    ExportOrder {
        Objects.requireNonNull(character, "character");
        turns = List.copyOf(turns);
    }

    /**
     * A round as the page has it.
     *
     * @param replies one or two
     * @param continued which of the replies was said
     */
    record SaidTurn(String user, List<SaidReply> replies, int continued) {

        SaidTurn {
            Objects.requireNonNull(user, "user");
            replies = List.copyOf(replies);
        }
    }

    /**
     * A reply as the page has it.
     *
     * @param stopReason {@link StopReason#NOT_RECORDED} of one that somebody stopped, or that was cut off
     * @param promptTokens 0 where the model did not count
     * @param seconds 0 where they are not known
     */
    record SaidReply(
            String model,
            String text,
            StopReason stopReason,
            int promptTokens,
            int replyTokens,
            int droppedMessages,
            long seed,
            double seconds) {

        SaidReply {
            Objects.requireNonNull(model, "model");
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(stopReason, "stopReason");
        }

        /** Tells whether the model wrote it to its end. */
        boolean isWhole() {
            return stopReason != StopReason.NOT_RECORDED;
        }
    }

    /**
     * Reads a call's body.
     *
     * @throws WebError if it is no dialogue
     */
    static ExportOrder read(JsonNode body) {
        String form = Json.text(body, "form", 20);
        if (!Set.of("transcript", "markdown").contains(form)) {
            throw new WebError(400, "bad_form", "form must be transcript or markdown.");
        }
        List<SaidTurn> turns = new ArrayList<>();
        for (JsonNode turn : body.path("turns")) {
            turns.add(turn(turn));
        }
        if (turns.isEmpty()) {
            throw new WebError(400, "nothing_said", "Nothing has been answered yet.");
        }
        if (turns.size() > ReplyOrder.MOST_MESSAGES) {
            throw new WebError(413, "dialogue_too_long", "The dialogue has more turns than are taken.");
        }
        CharacterDraft character = Drafts.read(body.path("character"));
        if (character.name().isBlank() || character.userName().isBlank()) {
            throw new WebError(400, "bad_character", "The character and the user need names.");
        }
        return new ExportOrder(form.equals("markdown"), character, turns);
    }

    private static SaidTurn turn(JsonNode turn) {
        List<SaidReply> replies = new ArrayList<>();
        for (JsonNode reply : turn.path("replies")) {
            replies.add(reply(reply));
        }
        if (replies.isEmpty() || replies.size() > 2) {
            throw new WebError(400, "bad_turn", "A turn has one reply, or two.");
        }
        int continued = Json.number(turn, "continued", 0, replies.size() - 1);
        return new SaidTurn(Json.text(turn, "user", ReplyOrder.LONGEST_MESSAGE), replies, continued);
    }

    private static SaidReply reply(JsonNode reply) {
        String model = Json.text(reply, "model", 200);
        String text = Json.text(reply, "text", ReplyOrder.LONGEST_REPLY);
        long seed = reply.path("seed").asLong(0);
        Optional<StopReason> reason = reason(Json.text(reply, "stop_reason", 40));
        if (model.isBlank() || seed < 0 || seed >= ReplyOrder.SEEDS) {
            throw new WebError(400, "bad_turn", "A reply has a model and a seed.");
        }
        if (reason.isEmpty()) {
            return new SaidReply(model, text, StopReason.NOT_RECORDED, 0, 0, 0, seed, 0);
        }
        double seconds = reply.path("seconds").asDouble(0);
        return new SaidReply(
                model,
                text,
                reason.get(),
                counted(reply, "prompt_tokens"),
                counted(reply, "reply_tokens"),
                Json.number(reply, "dropped_messages", 0, ReplyOrder.MOST_MESSAGES),
                seed,
                Double.isFinite(seconds) ? Math.max(0, seconds) : 0);
    }

    /** Nothing for a reply that was not written to its end. */
    private static Optional<StopReason> reason(String word) {
        for (StopReason reason : StopReason.values()) {
            if (reason != StopReason.NOT_RECORDED
                    && reason.name().toLowerCase(Locale.ROOT).equals(word)) {
                return Optional.of(reason);
            }
        }
        return Optional.empty();
    }

    private static int counted(JsonNode reply, String key) {
        return reply.path(key).isNull() ? 0 : Json.number(reply, key, 0, Integer.MAX_VALUE);
    }

    /** Returns the id of the character, or one made of its name where it has none that can be used. */
    String characterId() {
        String id = character.id().isEmpty() ? CharacterIds.of(character.name()) : character.id();
        return CharacterIds.isUsable(id) ? id : "own";
    }

    /** Returns the models in the order of their places. */
    List<String> models() {
        Set<List<String>> arrangements = new LinkedHashSet<>();
        turns.forEach(turn ->
                arrangements.add(turn.replies().stream().map(SaidReply::model).toList()));
        return arrangements.size() == 1 ? arrangements.iterator().next() : List.of();
    }

    String fileName() {
        return "dialogue-" + characterId() + (markdown ? ".md" : ".jsonl");
    }

    /**
     * Returns what the file holds.
     *
     * @throws WebError if the dialogue has no such form
     */
    String text() {
        return markdown ? MarkdownDialogue.of(this) : RecordedExport.of(this);
    }
}
