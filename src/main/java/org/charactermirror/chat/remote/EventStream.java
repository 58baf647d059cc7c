package org.charactermirror.chat.remote;

import java.io.ByteArrayOutputStream;
import org.charactermirror.chat.ChatReply;

/** Reads server-sent events: lines that begin with {@code data:}, an empty one between events, {@code [DONE]} at the end. */
final class EventStream {

    private static final String DATA = "data:";
    private static final String DONE = "[DONE]";

    private final ReplyReader reader;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final StringBuilder data = new StringBuilder();
    private boolean done;

    private EventStream(ReplyReader reader) {
        this.reader = reader;
    }

    /** Reads a streamed reply to its end. */
    static ChatReply read(Answer.Body body, ReplyReader reader) {
        EventStream stream = new EventStream(reader);
        try {
            // An endpoint may keep the connection open after it has said that it is done.
            while (!stream.done) {
                byte[] next = body.next();
                if (next.length == 0) {
                    break;
                }
                stream.add(next);
            }
            stream.endLast();
        } catch (AttemptFailure e) {
            // What is missing after the reason for the end is the count of tokens at most: the reply is whole.
            if (!reader.finished() || e.kind() == Retry.UNREADABLE) {
                throw e;
            }
        }
        if (!reader.finished()) {
            throw AttemptFailure.of(Retry.CUT, "the stream ended before the reply was complete");
        }
        return reader.reply();
    }

    private void add(byte[] bytes) {
        for (byte next : bytes) {
            if (next == '\n') {
                endLine();
            } else {
                line.write(next);
            }
        }
    }

    /** Some endpoints do not end their last line; where a line broke off, the reply did as well. */
    private void endLast() {
        try {
            endLine();
            endEvent();
        } catch (AttemptFailure e) {
            if (e.kind() != Retry.UNREADABLE) {
                throw e;
            }
        }
    }

    private void endLine() {
        String text = Answer.text(line.toByteArray());
        line.reset();
        String ended = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
        if (ended.isEmpty()) {
            endEvent();
        } else if (ended.startsWith(DATA)) {
            if (!data.isEmpty()) {
                data.append('\n');
            }
            String value = ended.substring(DATA.length());
            data.append(value.startsWith(" ") ? value.substring(1) : value);
        }
    }

    private void endEvent() {
        String event = data.toString();
        data.setLength(0);
        if (event.isBlank() || done) {
            return;
        }
        if (event.strip().equals(DONE)) {
            done = true;
        } else {
            reader.piece(event);
        }
    }
}
