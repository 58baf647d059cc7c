package org.charactermirror.chat.remote;

import dev.failsafe.CircuitBreaker;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.charactermirror.chat.CallLimits;
import org.charactermirror.chat.GaveUpException;
import org.jspecify.annotations.Nullable;

/**
 * What all calls of one model share: how many are under way, how fast they follow each other, and whether the endpoint is
 * down. Thread-safe.
 *
 * <p>An endpoint that failed several times in a row is left alone but for a probe now and then; calls wait meanwhile, until
 * it answers again or has been down for longer than the patience allows.
 */
final class Line {

    /** How often those that wait look whether the limits have changed. */
    private static final Duration LOOK_FOR_CHANGES = Duration.ofSeconds(1);

    private final String name;
    private final Pacing pacing;
    private final Waiting waiting;
    private final Consumer<String> notices;
    private final CircuitBreaker<Object> breaker;
    private final @Nullable Places places;
    private final Optional<Pace> requests;
    private final Optional<Pace> tokens;

    /** Whether the limits may change while somebody waits. */
    private volatile boolean changing;

    /** Guards what follows. */
    private final Object lock = new Object();

    private boolean failing;
    private long failingSince;
    private String lastFailure = "";
    private boolean told;
    private boolean leftAlone;
    private long leftAloneUntil;

    /**
     * Makes a line.
     *
     * @param name by which messages call the model
     * @param notices hears in a sentence when the endpoint is found down, and up again
     */
    Line(
            String name,
            OptionalInt requestsPerMinute,
            OptionalLong tokensPerMinute,
            OptionalInt concurrency,
            Pacing pacing,
            Waiting waiting,
            Consumer<String> notices) {
        this.name = name;
        this.pacing = pacing;
        this.waiting = waiting;
        this.notices = notices;
        this.breaker = CircuitBreaker.builder()
                .withFailureThreshold(pacing.outageFailures())
                .withSuccessThreshold(1)
                .withDelay(pacing.probeInterval())
                .build();
        this.places = concurrency.isPresent() ? new Places(concurrency.getAsInt()) : null;
        this.requests =
                requestsPerMinute.isPresent() ? Optional.of(new Pace(requestsPerMinute.getAsInt())) : Optional.empty();
        this.tokens =
                tokensPerMinute.isPresent() ? Optional.of(new Pace(tokensPerMinute.getAsLong())) : Optional.empty();
    }

    /** A request's turn on the line; exactly one of its methods is called, and then it is closed. */
    final class Place implements AutoCloseable {

        private final boolean probe;
        private final long reserved;
        private boolean recorded;

        private Place(boolean probe, long reserved) {
            this.probe = probe;
            this.reserved = reserved;
        }

        /** The endpoint answered; the tokens are those that it counted, or 0 if it counted none. */
        void answered(long counted) {
            recorded = true;
            breaker.recordSuccess();
            if (counted > 0) {
                tokens.ifPresent(pace -> pace.settle(reserved, counted));
            }
            Line.this.answered();
        }

        /** The endpoint did not answer; tells whether that is one more sign of its being down, and no fault of the call. */
        boolean failed(AttemptFailure failure) {
            recorded = true;
            if (!failure.outage()) {
                breaker.recordSuccess();
                Line.this.answered();
                leaveAlone(failure);
                return false;
            }
            Line.this.failed(failure);
            breaker.recordFailure();
            leaveAlone(failure);
            tellIfDown();
            return failure.down() && (probe || !breaker.isClosed());
        }

        @Override
        public void close() {
            if (!recorded) {
                // The run ended in between: nothing is known of the endpoint, but the breaker's permit must come back.
                breaker.recordFailure();
            }
            if (places != null) {
                places.release();
            }
        }
    }

    /**
     * Waits until a request may be made.
     *
     * @param estimate of the tokens that it will take
     * @param attempts already made for the same call
     * @throws GaveUpException if the endpoint has been down for too long
     */
    Place enter(long estimate, int attempts) {
        takePlace();
        boolean entered = false;
        try {
            boolean probe = passBreaker(attempts);
            try {
                waitForPace(estimate);
                Place place = new Place(probe, estimate);
                entered = true;
                return place;
            } finally {
                if (!entered) {
                    breaker.recordFailure();
                }
            }
        } finally {
            if (!entered && places != null) {
                places.release();
            }
        }
    }

    private void takePlace() {
        if (places == null) {
            return;
        }
        try {
            while (!places.tryAcquire(Waiting.LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                waiting.refuseToWaitIfStopped();
            }
        } catch (InterruptedException e) {
            throw Waiting.interrupted();
        }
    }

    /** Waits until the endpoint may be asked, and tells whether that is to find out if it is up again. */
    private boolean passBreaker(int attempts) {
        while (true) {
            waiting.pause(Duration.ofNanos(leftAloneFor()));
            boolean probe = !breaker.isClosed();
            if (breaker.tryAcquirePermit()) {
                return probe;
            }
            Duration delay = breaker.getRemainingDelay();
            Duration least = pacing.probeInterval().dividedBy(10);
            waiting.pause(atMost(patienceLeft(attempts), delay.compareTo(least) < 0 ? least : delay));
        }
    }

    private static Duration atMost(Duration bound, Duration time) {
        return time.compareTo(bound) > 0 ? bound : time;
    }

    private Duration patienceLeft(int attempts) {
        synchronized (lock) {
            if (!failing) {
                return pacing.patience();
            }
            Duration left = pacing.patience().minusNanos(waiting.nanoTime() - failingSince);
            if (left.isNegative() || left.isZero()) {
                throw new GaveUpException(
                        name + ": the endpoint has been down for more than " + words(pacing.patience())
                                + "; the last failure: " + lastFailure,
                        attempts);
            }
            return left;
        }
    }

    private void waitForPace(long estimate) {
        long begin = waiting.nanoTime();
        Optional<Double> request = requests.map(pace -> pace.take(1, begin));
        Optional<Double> units = tokens.map(pace -> pace.take(estimate, begin));
        long wait = wait(request, units, begin);
        while (wait > 0) {
            waiting.pause(changing ? atMost(LOOK_FOR_CHANGES, Duration.ofNanos(wait)) : Duration.ofNanos(wait));
            wait = changing ? wait(request, units, waiting.nanoTime()) : 0;
        }
    }

    private long wait(Optional<Double> request, Optional<Double> units, long now) {
        long requestWait = requests.flatMap(pace -> request.map(taken -> pace.wait(taken, now)))
                .orElse(0L);
        long unitsWait = tokens.flatMap(pace -> units.map(taken -> pace.wait(taken, now)))
                .orElse(0L);
        return Math.max(requestWait, unitsWait);
    }

    /** Goes by other limits, as {@link org.charactermirror.chat.LimitedModel#limit} says. */
    void limit(CallLimits limits) {
        changing = true;
        long now = waiting.nanoTime();
        requests.ifPresent(pace -> pace.change(limits.requestsPerMinute().orElseThrow(), now));
        tokens.ifPresent(pace -> pace.change(limits.tokensPerMinute().orElseThrow(), now));
        if (places != null) {
            places.become(limits.concurrency().orElseThrow(), waiting);
        }
    }

    /** Places of which there may be more or fewer. */
    private static final class Places extends Semaphore {

        private static final long serialVersionUID = 1L;

        /** How many there are, those that are taken included; guarded by this object. */
        private int all;

        Places(int all) {
            super(all, true);
            this.all = all;
        }

        /** Returns when no more are taken than there are now. */
        void become(int wanted, Waiting waiting) {
            synchronized (this) {
                if (wanted > all) {
                    release(wanted - all);
                } else {
                    reducePermits(all - wanted);
                }
                all = wanted;
            }
            while (availablePermits() < 0) {
                waiting.pause(LOOK_FOR_CHANGES.dividedBy(10));
            }
        }
    }

    /** Keeps all calls from the endpoint for as long as it asks for; not if that is more than anybody waits. */
    private void leaveAlone(AttemptFailure failure) {
        Duration time = failure.retryAfter().orElse(Duration.ZERO);
        if (time.isZero() || time.compareTo(pacing.patience()) > 0) {
            return;
        }
        synchronized (lock) {
            long until = waiting.nanoTime() + time.toNanos();
            if (!leftAlone || until - leftAloneUntil > 0) {
                leftAlone = true;
                leftAloneUntil = until;
            }
        }
    }

    private long leftAloneFor() {
        synchronized (lock) {
            long left = leftAlone ? leftAloneUntil - waiting.nanoTime() : 0;
            leftAlone = left > 0;
            return Math.max(0, left);
        }
    }

    private void failed(AttemptFailure failure) {
        synchronized (lock) {
            lastFailure = failure.reason();
            if (!failing) {
                failing = true;
                failingSince = waiting.nanoTime();
            }
        }
    }

    private void tellIfDown() {
        synchronized (lock) {
            if (!told && !breaker.isClosed()) {
                told = true;
                notices.accept(name + ": the endpoint seems to be down (" + lastFailure + "); waiting for it, "
                        + words(pacing.patience()) + " at most");
            }
        }
    }

    private void answered() {
        synchronized (lock) {
            failing = false;
            if (told) {
                told = false;
                notices.accept(name + ": the endpoint answers again");
            }
        }
    }

    /** Returns a time as people say it. */
    static String words(Duration time) {
        if (time.compareTo(Duration.ofMinutes(1)) >= 0 && time.toSecondsPart() == 0) {
            return time.toMinutes() + (time.toMinutes() == 1 ? " minute" : " minutes");
        }
        return (time.toMillis() % 1000 == 0
                        ? String.valueOf(time.toSeconds())
                        : String.valueOf(time.toMillis() / 1000.0))
                + " s";
    }
}
