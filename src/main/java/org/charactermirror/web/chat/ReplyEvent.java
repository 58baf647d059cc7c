package org.charactermirror.web.chat;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.charactermirror.chat.ChatReply;

/** What happens while replies are written, as a page is told of it. */
sealed interface ReplyEvent {

    /** Returns the event's name. */
    String name();

    /** Returns what the page is told. */
    Map<String, Object> data();

    /** Returns whether no further event of this reply follows. */
    default boolean isLast() {
        return true;
    }

    /**
     * A piece of a reply.
     *
     * @param side which reply, 0 or 1
     * @param at when the model gave the piece, in milliseconds since 1970
     */
    record Token(int side, String text, double at) implements ReplyEvent {

        @Override
        public String name() {
            return "token";
        }

        @Override
        public Map<String, Object> data() {
            return Map.of("side", side, "text", text, "at", at);
        }

        @Override
        public boolean isLast() {
            return false;
        }
    }

    /** What was heard of a reply so far is void. */
    record Restarted(int side) implements ReplyEvent {

        @Override
        public String name() {
            return "restarted";
        }

        @Override
        public Map<String, Object> data() {
            return Map.of("side", side);
        }

        @Override
        public boolean isLast() {
            return false;
        }
    }

    /** A reply is complete; its text stands in place of the pieces, which may have had blanks around it. */
    record Done(int side, ChatReply reply, double seconds) implements ReplyEvent {

        public Done {
            Objects.requireNonNull(reply, "reply");
        }

        @Override
        public String name() {
            return "done";
        }

        @Override
        public Map<String, Object> data() {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("side", side);
            data.put("text", reply.text());
            data.put("stop_reason", reply.stopReason().name().toLowerCase(Locale.ROOT));
            // What an endpoint did not count is not known; it is not none.
            data.put("prompt_tokens", reply.counted() ? reply.promptTokens() : null);
            data.put("reply_tokens", reply.counted() ? reply.replyTokens() : null);
            data.put("dropped_messages", reply.droppedMessages());
            data.put("seconds", seconds);
            return data;
        }
    }

    /** A reply was longer than pages are sent, and the model was stopped; the pieces are what there is of it. */
    record CutOff(int side, double seconds) implements ReplyEvent {

        @Override
        public String name() {
            return "cut_off";
        }

        @Override
        public Map<String, Object> data() {
            return Map.of("side", side, "seconds", seconds);
        }
    }

    /** Somebody stopped the reply; the pieces are what there is of it. */
    record Stopped(int side, double seconds) implements ReplyEvent {

        @Override
        public String name() {
            return "stopped";
        }

        @Override
        public Map<String, Object> data() {
            return Map.of("side", side, "seconds", seconds);
        }
    }

    /**
     * There is no reply.
     *
     * @param error a word for programs
     * @param message a sentence for people
     */
    record Failed(int side, String error, String message) implements ReplyEvent {

        @Override
        public String name() {
            return "failed";
        }

        @Override
        public Map<String, Object> data() {
            return Map.of("side", side, "error", error, "message", message);
        }
    }
}
