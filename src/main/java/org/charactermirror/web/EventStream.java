package org.charactermirror.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** An answer of server-sent events, each on its way as soon as it is sent. One thread at a time sends. */
public final class EventStream {

    private final OutputStream out;

    private EventStream(OutputStream out) {
        this.out = out;
    }

    /** Begins the answer; nothing else may be answered afterwards. */
    public static EventStream begin(Context context) {
        context.res().setContentType("text/event-stream; charset=utf-8");
        // A proxy would otherwise wait for more.
        context.res().setHeader("X-Accel-Buffering", "no");
        try {
            context.res().flushBuffer();
            return new EventStream(context.res().getOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Sends an event.
     *
     * @param value becomes one line of JSON
     * @throws UncheckedIOException if the page is gone
     */
    public void send(String event, Object value) {
        try {
            out.write(("event: " + event + "\ndata: " + Json.text(value) + "\n\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
