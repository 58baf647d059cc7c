package org.charactermirror.web.chat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.charactermirror.chat.ChatException;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.ChatReply;
import org.charactermirror.chat.ChatRequest;
import org.charactermirror.chat.StoppedException;
import org.charactermirror.chat.TextListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One reply on a thread of its own, which can be stopped at any moment. */
final class WrittenReply implements TextListener {

    private static final Logger LOG = LoggerFactory.getLogger(WrittenReply.class);

    private final int side;
    private final CompletableFuture<ChatModel> model;
    private final ChatRequest request;
    private final int longest;
    private final Consumer<ReplyEvent> events;
    private final Runnable ended;
    private final Thread thread;
    private volatile boolean stopped;

    /** Of the reply's thread, as is the next one. */
    private int length;

    private boolean cutOff;

    /**
     * Makes a reply; {@link #start} begins it.
     *
     * @param side which of the replies of a call, 0 or 1
     * @param model may still be opening
     * @param longest how many characters are heard before the model is stopped
     * @param events hear all of it, the last event exactly once
     * @param ended called after the last event
     */
    WrittenReply(
            int side,
            CompletableFuture<ChatModel> model,
            ChatRequest request,
            int longest,
            Consumer<ReplyEvent> events,
            Runnable ended) {
        this.side = side;
        this.model = model;
        this.request = request;
        this.longest = longest;
        this.events = events;
        this.ended = ended;
        this.thread = new Thread(this::run, "reply");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Stops the model: one that waits is interrupted, and one that speaks is not listened to. */
    void stop() {
        stopped = true;
        thread.interrupt();
    }

    /** Waits until the reply has ended, or until nobody should be kept waiting for that. */
    void join(long milliseconds) throws InterruptedException {
        thread.join(milliseconds);
    }

    private void run() {
        ReplyEvent last;
        try {
            last = write();
        } catch (RuntimeException | Error e) {
            LOG.error("a reply failed", e);
            last = new ReplyEvent.Failed(side, "failed", "The model failed; the server's log says why.");
        }
        try {
            events.accept(last);
        } finally {
            ended.run();
        }
    }

    private ReplyEvent write() {
        long start = System.nanoTime();
        try {
            ChatReply reply = opened().reply(request, this);
            if (reply.text().length() > longest) {
                return new ReplyEvent.CutOff(side, seconds(start));
            }
            return new ReplyEvent.Done(side, reply, seconds(start));
        } catch (ChatException e) {
            return new ReplyEvent.Failed(side, e.kind().word(), String.valueOf(e.getMessage()));
        } catch (CancellationException | InterruptedException e) {
            if (cutOff) {
                return new ReplyEvent.CutOff(side, seconds(start));
            }
            return new ReplyEvent.Stopped(side, seconds(start));
        }
    }

    private ChatModel opened() throws InterruptedException {
        try {
            return model.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ChatException failure) {
                throw failure;
            }
            throw new IllegalStateException("a model could not be opened", e.getCause());
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    @Override
    public void onText(String text) {
        double at = Duration.between(Instant.EPOCH, Instant.now()).toNanos() / 1e6;
        if (stopped) {
            throw new StoppedException("the reply is no longer wanted");
        }
        int room = longest - length;
        Optional<String> heard = text.length() <= room ? Optional.of(text) : beginning(text, room);
        length += text.length();
        heard.ifPresent(piece -> events.accept(new ReplyEvent.Token(side, piece, at)));
        if (length > longest) {
            cutOff = true;
            throw new StoppedException("the reply is longer than pages are sent");
        }
    }

    /** Returns as much of a text as there is room for, with no half character at its end. */
    private static Optional<String> beginning(String text, int room) {
        int end = room > 0 && Character.isHighSurrogate(text.charAt(room - 1)) ? room - 1 : room;
        return end == 0 ? Optional.empty() : Optional.of(text.substring(0, end));
    }

    @Override
    public void restarted() {
        if (stopped || cutOff) {
            // A model that was stopped asks nobody once more: what it said stands.
            return;
        }
        length = 0;
        events.accept(new ReplyEvent.Restarted(side));
    }
}
