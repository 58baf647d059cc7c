package org.charactermirror.batch;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.charactermirror.chat.CacheUse;

/**
 * How far a run has come.
 *
 * @param sessions planned
 * @param done sessions with all their turns
 * @param turns of all sessions together, those of earlier runs included; two replies to one message are one turn
 * @param newTurns those that this run played
 * @param failed sessions that could not be played to their end, with the reason, in the order of the plan
 * @param caches what the caches of local models did in this run, by model
 */
public record RunSummary(
        int sessions, int done, int turns, int newTurns, Map<String, String> failed, Map<String, CacheUse> caches) {

    public RunSummary {
        failed = Collections.unmodifiableMap(new LinkedHashMap<>(failed));
        caches = Collections.unmodifiableMap(new LinkedHashMap<>(caches));
    }

    /** Sums up what a store holds. */
    static RunSummary of(RunStore store, int newTurns) {
        int done = 0;
        Map<String, String> failed = new LinkedHashMap<>();
        Map<String, SessionState> states = store.states();
        for (Map.Entry<String, SessionState> entry : states.entrySet()) {
            if (entry.getValue() instanceof SessionState.Done) {
                done++;
            } else if (entry.getValue() instanceof SessionState.Failed failure) {
                failed.put(entry.getKey(), failure.reason());
            }
        }
        int turns =
                store.turnCounts().values().stream().mapToInt(Integer::intValue).sum();
        return new RunSummary(states.size(), done, turns, newTurns, failed, Map.of());
    }

    /** Returns the same with what caches did. */
    public RunSummary withCaches(Map<String, CacheUse> others) {
        return new RunSummary(sessions, done, turns, newTurns, failed, others);
    }

    /** Tells whether there are sessions that neither came to their end nor failed. */
    public boolean interrupted() {
        return done + failed.size() < sessions;
    }
}
