package org.charactermirror.judge;

import java.util.List;
import java.util.Objects;
import org.charactermirror.annotation.Side;
import org.jspecify.annotations.Nullable;

/**
 * One question to a judge with all that was said until there was an answer.
 *
 * @param first whose reply stood first; null where there is only one
 * @param sample 1-based
 * @param reason why there is no answer; empty where there is one
 * @param calls keys of the answers, the last one being that which was read
 * @param promptSha256 of the first request
 * @param findings none unless scored
 */
public record Asked(
        @Nullable Side first,
        int sample,
        JudgementState state,
        String reason,
        List<String> calls,
        String promptSha256,
        List<Finding> findings) {

    public Asked {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(reason, "reason");
        calls = List.copyOf(calls);
        findings = List.copyOf(findings);
    }

    /** Returns how often it was asked again. */
    public int reasks() {
        return Math.max(0, calls.size() - 1);
    }
}
