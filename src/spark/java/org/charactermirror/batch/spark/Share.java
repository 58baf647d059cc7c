package org.charactermirror.batch.spark;

import java.io.Serializable;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.charactermirror.chat.CallLimits;

/**
 * One process's part of what all processes together may ask of an endpoint.
 *
 * @param rank of the process among those that ask, from 0
 * @param of how many ask
 * @param ready whether all others have taken the smaller parts that are theirs since this one came
 */
public record Share(int rank, int of, boolean ready) implements Serializable {

    public Share {
        if (rank < 0 || rank >= of) {
            throw new IllegalArgumentException("rank " + rank + " of " + of);
        }
    }

    /** Returns the part of a limit: those of all ranks add up to the limit; 0 where there are more processes. */
    long part(long limit) {
        return limit / of + (rank < limit % of ? 1 : 0);
    }

    /** Tells whether anything may be asked at all. */
    public boolean allows(CallLimits limits) {
        return ready
                && part(limits.requestsPerMinute().orElse(of)) > 0
                && part(limits.tokensPerMinute().orElse(of)) > 0
                && part(limits.concurrency().orElse(of)) > 0;
    }

    /** Returns the process's own limits; it must be allowed to ask. */
    public CallLimits of(CallLimits limits) {
        return new CallLimits(
                part(limits.requestsPerMinute()),
                limits.tokensPerMinute().isPresent()
                        ? OptionalLong.of(part(limits.tokensPerMinute().getAsLong()))
                        : OptionalLong.empty(),
                part(limits.concurrency()),
                limits.timeoutSeconds(),
                limits.attempts(),
                limits.patienceMinutes());
    }

    private OptionalInt part(OptionalInt limit) {
        return limit.isPresent() ? OptionalInt.of((int) part(limit.getAsInt())) : OptionalInt.empty();
    }
}
