package org.charactermirror.chat;

import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a study allows itself towards an endpoint.
 *
 * @param requestsPerMinute how many requests may begin in a minute; none for no limit
 * @param tokensPerMinute tokens of prompts and replies in a minute; none for no limit
 * @param concurrency how many requests may be under way at once; none for as many as the run plays sessions
 * @param timeoutSeconds until when an answer must be complete, at least 1
 * @param attempts how often a call is tried in all, at least 1
 * @param patienceMinutes how long an endpoint may be down before sessions fail, at least 1
 */
public record CallLimits(
        OptionalInt requestsPerMinute,
        OptionalLong tokensPerMinute,
        OptionalInt concurrency,
        int timeoutSeconds,
        int attempts,
        int patienceMinutes) {

    public CallLimits {
        Objects.requireNonNull(requestsPerMinute, "requestsPerMinute");
        Objects.requireNonNull(tokensPerMinute, "tokensPerMinute");
        Objects.requireNonNull(concurrency, "concurrency");
        require(requestsPerMinute.orElse(1), "requests_per_minute");
        require(tokensPerMinute.orElse(1), "tokens_per_minute");
        require(concurrency.orElse(1), "concurrency");
        require(timeoutSeconds, "timeout_seconds");
        require(attempts, "attempts");
        require(patienceMinutes, "patience_minutes");
    }

    /** Two minutes an answer, 10 attempts a call, 10 minutes of patience, nothing else. */
    public static CallLimits ofDefaults() {
        return new CallLimits(OptionalInt.empty(), OptionalLong.empty(), OptionalInt.empty(), 120, 10, 10);
    }

    private static void require(long value, String name) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + "; it must be 1 or more");
        }
    }
}
