package org.charactermirror.batch;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.charactermirror.chat.CacheUse;
import org.charactermirror.chat.FailureKind;

/**
 * How far a run has come.
 *
 * @param sessions planned
 * @param done sessions with all their turns
 * @param turns of all sessions together, those of earlier runs included; two replies to one message are one turn
 * @param newTurns those that this run played
 * @param failed sessions that could not be played to their end, with the reason, in the order of the plan
 * @param failures how many sessions failed, by the kind of the failure
 * @param caches what the caches of local models did in this run, by model
 */
public record RunSummary(
        int sessions,
        int done,
        int turns,
        int newTurns,
        Map<String, String> failed,
        Map<FailureKind, Integer> failures,
        Map<String, CacheUse> caches) {

    public RunSummary {
        failed = Collections.unmodifiableMap(new LinkedHashMap<>(failed));
        failures = Collections.unmodifiableMap(new TreeMap<>(failures));
        caches = Collections.unmodifiableMap(new LinkedHashMap<>(caches));
    }

    /**
     * Sums up what a store holds.
     *
     * @param newTurns those that this run played
     */
    public static RunSummary of(RunStore store, int newTurns) {
        int done = 0;
        Map<String, String> failed = new LinkedHashMap<>();
        Map<FailureKind, Integer> failures = new TreeMap<>();
        Map<String, SessionState> states = store.states();
        for (Map.Entry<String, SessionState> entry : states.entrySet()) {
            if (entry.getValue() instanceof SessionState.Done) {
                done++;
            } else if (entry.getValue() instanceof SessionState.Failed failure) {
                failed.put(entry.getKey(), failure.reason());
                failures.merge(failure.kind(), 1, Integer::sum);
            }
        }
        int turns =
                store.turnCounts().values().stream().mapToInt(Integer::intValue).sum();
        return new RunSummary(states.size(), done, turns, newTurns, failed, failures, Map.of());
    }

    /** Returns the same with what caches did. */
    public RunSummary withCaches(Map<String, CacheUse> others) {
        return new RunSummary(sessions, done, turns, newTurns, failed, failures, others);
    }

    /** Returns how many sessions failed, by the word for the kind of the failure. */
    public Map<String, Integer> failuresByWord() {
        Map<String, Integer> words = new TreeMap<>();
        failures.forEach((kind, count) -> words.put(kind.word(), count));
        return words;
    }

    /** Tells whether there are sessions that neither came to their end nor failed. */
    public boolean interrupted() {
        return done + failed.size() < sessions;
    }
}
