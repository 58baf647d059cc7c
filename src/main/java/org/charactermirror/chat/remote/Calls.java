package org.charactermirror.chat.remote;

import dev.failsafe.Execution;
import dev.failsafe.RetryPolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.charactermirror.chat.ChatException;
import org.charactermirror.chat.ChatReply;
import org.charactermirror.chat.GaveUpException;
import org.charactermirror.chat.RejectedException;
import org.jspecify.annotations.Nullable;

/** Makes a call's requests: one after the other, until there is a reply or no hope of one. Thread-safe. */
final class Calls {

    private final String name;
    private final Pacing pacing;
    private final Waiting waiting;
    private final Line line;
    private final UsageMeter meter;
    private final RetryPolicy<Object> policy;

    /** Why no further request has a chance: a wrong key, an unknown model. */
    private final AtomicReference<@Nullable RejectedException> hopeless = new AtomicReference<>();

    Calls(String name, int attempts, Pacing pacing, Waiting waiting, Line line, UsageMeter meter) {
        this.name = name;
        this.pacing = pacing;
        this.waiting = waiting;
        this.line = line;
        this.meter = meter;
        RetryPolicy<Object> retries = RetryPolicy.builder()
                .handle(AttemptFailure.class)
                .withMaxAttempts(attempts)
                .withJitter(Pacing.JITTER)
                .withBackoff(pacing.firstBackoff(), pacing.longestBackoff())
                .build();
        this.policy = retries;
    }

    /**
     * Asks until there is a reply.
     *
     * @param estimate of the tokens that a request takes
     * @param request is made for every attempt, and throws {@link AttemptFailure} if another may help
     * @throws ChatException if there is none
     * @throws org.charactermirror.chat.StoppedException if the run is to end
     */
    ChatReply reply(long estimate, Supplier<ChatReply> request) {
        meter.call();
        Execution<Object> execution = Execution.of(policy);
        Optional<AttemptFailure> before = Optional.empty();
        for (int made = 0; ; made++) {
            refuseIfHopeless();
            AttemptFailure failure;
            try (Line.Place place = line.enter(estimate, made)) {
                meter.attempt();
                before.ifPresent(earlier -> meter.retry(earlier.kind()));
                try {
                    ChatReply reply = request.get();
                    place.answered((long) reply.promptTokens() + reply.replyTokens());
                    meter.reply(reply);
                    return reply;
                } catch (ChatException e) {
                    place.answered(0);
                    throw remembered(e);
                } catch (AttemptFailure e) {
                    before = Optional.of(e);
                    if (place.failed(e)) {
                        // The endpoint is down, which is no fault of this call: waiting takes none of its attempts.
                        continue;
                    }
                    failure = e;
                }
            }
            waitForTheNext(execution, failure, made + 1);
        }
    }

    private void waitForTheNext(Execution<Object> execution, AttemptFailure failure, int made) {
        execution.recordException(failure);
        if (execution.isComplete()) {
            throw new GaveUpException(
                    name + ": gave up after " + made + (made == 1 ? " attempt" : " attempts") + "; the last failure: "
                            + failure.reason(),
                    made);
        }
        Duration asked = failure.retryAfter().orElse(Duration.ZERO);
        if (asked.compareTo(pacing.patience()) > 0) {
            throw new GaveUpException(
                    name + ": gave up after " + made + (made == 1 ? " attempt" : " attempts")
                            + ": the endpoint asks to be left alone for " + Line.words(asked)
                            + ", which is more than the patience of " + Line.words(pacing.patience())
                            + "; the last failure: " + failure.reason(),
                    made);
        }
        waiting.pause(execution.getDelay());
    }

    private ChatException remembered(ChatException e) {
        if (e instanceof RejectedException rejected && rejected.lasting()) {
            hopeless.set(rejected);
        }
        return e;
    }

    private void refuseIfHopeless() {
        RejectedException known = hopeless.get();
        if (known != null) {
            throw new RejectedException(String.valueOf(known.getMessage()), true);
        }
    }
}
