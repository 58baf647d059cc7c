package org.charactermirror.chat;

import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was asked of a remote model, and what it said that it took.
 *
 * @param calls replies asked for
 * @param attempts requests made for them
 * @param retries requests made once more, by the kind of the failure before
 * @param replies that came
 * @param repliesWithoutUsage those of them whose tokens the endpoint did not tell; they are in no other count
 * @param promptTokens of the replies that came, as the endpoint counted
 * @param replyTokens likewise
 */
public record ModelUsage(
        long calls,
        long attempts,
        Map<String, Long> retries,
        long replies,
        long repliesWithoutUsage,
        long promptTokens,
        long replyTokens)
        implements Serializable {

    /** Of nothing asked. */
    public static final ModelUsage NONE = new ModelUsage(0, 0, Map.of(), 0, 0, 0, 0);

    public ModelUsage {
        retries = Collections.unmodifiableMap(new TreeMap<>(retries));
        if (repliesWithoutUsage > replies) {
            throw new IllegalArgumentException(
                    repliesWithoutUsage + " of " + replies + " replies without usage: contradictory");
        }
    }

    /** Adds what was asked at another time. */
    public ModelUsage plus(ModelUsage other) {
        Map<String, Long> all = new TreeMap<>(retries);
        other.retries.forEach((kind, count) -> all.merge(kind, count, Long::sum));
        return new ModelUsage(
                calls + other.calls,
                attempts + other.attempts,
                all,
                replies + other.replies,
                repliesWithoutUsage + other.repliesWithoutUsage,
                promptTokens + other.promptTokens,
                replyTokens + other.replyTokens);
    }

    /**
     * Takes away what was added before.
     *
     * @throws IllegalArgumentException if that is more than there is
     */
    public ModelUsage minus(ModelUsage part) {
        if (!holds(part)) {
            throw new IllegalArgumentException("more is taken away than there is: " + part + " from " + this);
        }
        Map<String, Long> left = new TreeMap<>(retries);
        part.retries.forEach((kind, count) -> left.merge(kind, -count, Long::sum));
        left.values().removeIf(count -> count == 0);
        return new ModelUsage(
                calls - part.calls,
                attempts - part.attempts,
                left,
                replies - part.replies,
                repliesWithoutUsage - part.repliesWithoutUsage,
                promptTokens - part.promptTokens,
                replyTokens - part.replyTokens);
    }

    private boolean holds(ModelUsage part) {
        return calls >= part.calls
                && attempts >= part.attempts
                && replies >= part.replies
                && repliesWithoutUsage >= part.repliesWithoutUsage
                && promptTokens >= part.promptTokens
                && replyTokens >= part.replyTokens
                && part.retries.entrySet().stream()
                        .allMatch(retried -> retries.getOrDefault(retried.getKey(), 0L) >= retried.getValue());
    }
}
