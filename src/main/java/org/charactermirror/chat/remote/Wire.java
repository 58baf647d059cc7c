package org.charactermirror.chat.remote;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.charactermirror.chat.StoppedException;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests so that the whole of an answer, its body too, is there in time or given up: the client's own timeout ends
 * with the headers, and a body that drips would hold it for ever.
 */
final class Wire {

    private final HttpClient client;
    private final Waiting waiting;
    private final Duration timeout;
    private final Duration grace;

    Wire(HttpClient client, Waiting waiting, Duration timeout, Duration grace) {
        this.client = client;
        this.waiting = waiting;
        this.timeout = timeout;
        this.grace = grace;
    }

    /**
     * Sends a request and waits for the answer's beginning.
     *
     * @throws AttemptFailure if there is none
     */
    Answer send(HttpRequest request) {
        Watch watch = new Watch();
        CompletableFuture<HttpResponse<Arrivals>> future = client.sendAsync(request, info -> new Arrivals(watch));
        boolean begun = false;
        try {
            HttpResponse<Arrivals> response = await(request, future, watch);
            begun = true;
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    response.headers().firstValue("Retry-After"),
                    response.headers().firstValue("Location"),
                    response.body());
        } finally {
            if (!begun) {
                future.cancel(true);
            }
        }
    }

    private static <T> T await(HttpRequest request, CompletableFuture<T> future, Watch watch) {
        while (true) {
            try {
                return future.get(watch.nextLook(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                watch.look("no answer");
            } catch (InterruptedException e) {
                throw Waiting.interrupted();
            } catch (ExecutionException e) {
                throw failure(request, e.getCause());
            }
        }
    }

    private static AttemptFailure failure(HttpRequest request, @Nullable Throwable cause) {
        if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
            return new AttemptFailure(
                    Retry.CONNECTION, "no connection to " + request.uri().getAuthority(), true, Optional.empty());
        }
        if (cause instanceof SSLException) {
            return AttemptFailure.of(
                    Retry.CONNECTION,
                    "no secure connection to " + request.uri().getAuthority() + ": " + cause.getMessage());
        }
        if (cause instanceof IOException) {
            return AttemptFailure.of(Retry.CONNECTION, "the connection ended before there was an answer");
        }
        throw new IllegalStateException("a request could not be sent", cause);
    }

    /** Says how long a request may still take. */
    private final class Watch {

        private final long start = waiting.nanoTime();
        private boolean stopping;
        private long stopSeen;

        long nextLook() {
            return Math.max(1, Math.min(Waiting.LOOK.toNanos(), left()));
        }

        private long left() {
            return timeout.toNanos() - (waiting.nanoTime() - start);
        }

        /** Throws if time is over, or if the run is to end and the request had its time of grace. */
        void look(String what) {
            if (left() <= 0) {
                throw AttemptFailure.of(Retry.TIMEOUT, what + " within " + Line.words(timeout));
            }
            if (waiting.stopRequested()) {
                if (!stopping) {
                    stopping = true;
                    stopSeen = waiting.nanoTime();
                }
                if (waiting.nanoTime() - stopSeen > grace.toNanos()) {
                    throw new StoppedException("the run was stopped while a reply was waited for");
                }
            }
        }
    }

    /** Hands the bytes that arrive from the client's thread to the one that asked; one piece at a time. */
    private static final class Arrivals implements HttpResponse.BodySubscriber<Arrivals>, Answer.Body {

        private static final byte[] END = new byte[0];

        private final Watch watch;
        private final BlockingQueue<Object> queue = new LinkedBlockingQueue<>();
        private final CompletableFuture<Arrivals> self = CompletableFuture.completedFuture(this);
        private volatile Flow.@Nullable Subscription subscription;
        private boolean ended;
        private int total;

        Arrivals(Watch watch) {
            this.watch = watch;
        }

        @Override
        public CompletionStage<Arrivals> getBody() {
            return self;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            given.request(1);
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            byte[] bytes =
                    new byte[buffers.stream().mapToInt(ByteBuffer::remaining).sum()];
            int at = 0;
            for (ByteBuffer buffer : buffers) {
                int length = buffer.remaining();
                buffer.get(bytes, at, length);
                at += length;
            }
            if (bytes.length > 0) {
                queue.add(bytes);
            } else {
                requestNext();
            }
        }

        @Override
        public void onError(Throwable throwable) {
            queue.add(throwable);
        }

        @Override
        public void onComplete() {
            queue.add(END);
        }

        private void requestNext() {
            Flow.Subscription current = subscription;
            if (current != null) {
                current.request(1);
            }
        }

        @Override
        public byte[] next() {
            while (!ended) {
                Object arrived = poll();
                if (arrived == null) {
                    watch.look("the answer was not complete");
                } else if (arrived instanceof byte[] bytes) {
                    ended = bytes == END;
                    total += bytes.length;
                    if (total > Answer.LONGEST) {
                        throw Answer.tooLong();
                    }
                    if (!ended) {
                        requestNext();
                        // A body that drips always has something to read: its time is over all the same.
                        watch.look("the answer was not complete");
                    }
                    return bytes;
                } else {
                    ended = true;
                    throw AttemptFailure.of(Retry.CUT, "the connection ended before the answer was complete");
                }
            }
            return END;
        }

        private @Nullable Object poll() {
            try {
                return queue.poll(watch.nextLook(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                throw Waiting.interrupted();
            }
        }

        @Override
        public void close() {
            Flow.Subscription current = subscription;
            if (current != null) {
                current.cancel();
            }
        }
    }
}
