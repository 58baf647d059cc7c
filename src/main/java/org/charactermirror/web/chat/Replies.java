package org.charactermirror.web.chat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.charactermirror.chat.ChatModel;
import org.charactermirror.chat.ChatRequest;
import org.charactermirror.web.WebError;

/** The replies that are being written, as many as one caller and the machine may have at once. Thread-safe. */
final class Replies {

    /** Two models on one context are two. */
    static final int MOST_OF_A_CALLER = 2;

    static final int MOST_OF_ALL = 8;

    /** How long a stop waits for a reply to end, in milliseconds; a model that calculates hears of it after its step. */
    private static final long PATIENCE = 3_000;

    private final int longest;

    /** Calls by their ids; guarded by this object. */
    private final Map<String, Call> calls = new HashMap<>();

    /** Guarded by this object. */
    private boolean closed;

    /**
     * Makes it.
     *
     * @param longest how many characters a reply may have
     */
    Replies(int longest) {
        this.longest = longest;
    }

    /**
     * Begins one or two replies to the same.
     *
     * @param id by which they can be stopped; only the page that has made it knows it
     * @param models may still be opening
     * @throws WebError if there are too many already, or some of the same id
     */
    synchronized Call begin(String caller, String id, List<CompletableFuture<ChatModel>> models, ChatRequest request) {
        if (closed) {
            throw new WebError(503, "stopping", "The server is being stopped.");
        }
        int all = calls.values().stream().mapToInt(call -> call.running).sum();
        int own = calls.values().stream()
                .filter(call -> call.caller.equals(caller))
                .mapToInt(call -> call.running)
                .sum();
        if (own + models.size() > MOST_OF_A_CALLER) {
            throw new WebError(
                    429,
                    "too_many_of_yours",
                    "You have " + own + " replies being written already, of at most " + MOST_OF_A_CALLER
                            + "; wait for them, or stop them.");
        }
        if (all + models.size() > MOST_OF_ALL) {
            throw new WebError(429, "busy", "The machine is writing as many replies as it can; wait a moment.");
        }
        Call call = new Call(caller, id, models.size());
        if (calls.putIfAbsent(id, call) != null) {
            throw new WebError(409, "same_request", "Replies of this request are being written already.");
        }
        for (int side = 0; side < models.size(); side++) {
            call.replies.add(
                    new WrittenReply(side, models.get(side), request, longest, call.events::add, () -> ended(call)));
        }
        call.replies.forEach(WrittenReply::start);
        return call;
    }

    /** Stops the replies of a call, waits until that is done, and tells whether there were any. */
    boolean stop(String id) {
        Optional<Call> call;
        synchronized (this) {
            call = Optional.ofNullable(calls.get(id));
        }
        call.ifPresent(Call::stopAndWait);
        return call.isPresent();
    }

    /** Stops all of them; none begins any more. */
    void close() {
        List<Call> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(calls.values());
        }
        all.forEach(Call::stop);
    }

    private synchronized void ended(Call call) {
        call.running--;
        if (call.running == 0) {
            calls.remove(call.id);
        }
    }

    /** The replies that one call asked for. */
    static final class Call {

        private final String caller;
        private final String id;
        private final List<WrittenReply> replies = new ArrayList<>();
        private final BlockingQueue<ReplyEvent> events = new LinkedBlockingQueue<>();

        /** Guarded by the object that keeps the calls. */
        private int running;

        private Call(String caller, String id, int running) {
            this.caller = caller;
            this.id = id;
            this.running = running;
        }

        void stop() {
            replies.forEach(WrittenReply::stop);
        }

        private void stopAndWait() {
            stop();
            try {
                for (WrittenReply reply : replies) {
                    reply.join(PATIENCE);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /**
         * Passes all events on, in their order, until every reply has had its last one. Whatever is thrown stops the replies.
         *
         * @param idle called every {@code milliseconds} in which nothing happened
         */
        void listen(Consumer<ReplyEvent> listener, Runnable idle, long milliseconds) {
            int open = replies.size();
            boolean done = false;
            try {
                while (open > 0) {
                    ReplyEvent event = events.poll(milliseconds, TimeUnit.MILLISECONDS);
                    if (event == null) {
                        idle.run();
                        continue;
                    }
                    listener.accept(event);
                    open -= event.isLast() ? 1 : 0;
                }
                done = true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                if (!done) {
                    stop();
                }
            }
        }
    }
}
