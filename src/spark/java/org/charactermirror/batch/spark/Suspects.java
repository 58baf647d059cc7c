package org.charactermirror.batch.spark;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds out which dialogue ends the processes that play it. When a process is lost, each dialogue that it was playing may
 * be the reason: each is played alone from then on, so that one which does it again is known, and takes no other with
 * it. Not thread-safe.
 */
final class Suspects {

    /** A machine can be lost by chance while a dialogue is played alone: one loss alone is no proof. */
    private static final int LOSSES_ALONE = 2;

    /** By process, the dialogues that it plays; with true those that it plays alone. */
    private final Map<String, Map<String, Boolean>> playing = new HashMap<>();

    /** By dialogue, how often it was lost alone. */
    private final Map<String, Integer> losses = new HashMap<>();

    private int evidence;

    /** Returns a number that grows with everything that is found out. */
    int evidence() {
        return evidence;
    }

    /** Tells whether a dialogue is to be played alone. */
    boolean contains(String session) {
        return losses.containsKey(session);
    }

    /** Returns all dialogues that are to be played alone. */
    Set<String> all() {
        return Set.copyOf(losses.keySet());
    }

    void started(String process, String session, boolean alone) {
        playing.computeIfAbsent(process, first -> new HashMap<>()).put(session, alone);
    }

    void ended(String process, String session) {
        playing.getOrDefault(process, new HashMap<>()).remove(session);
    }

    /** A dialogue broke off, perhaps through another that was played beside it; tells whether it is to be tried again. */
    boolean brokeOff(String session, boolean alone) {
        if (alone) {
            return false;
        }
        // One that was begun in company before it became a suspect has not been alone yet.
        evidence += losses.putIfAbsent(session, 0) == null ? 1 : 0;
        return true;
    }

    /** Hears that a process is lost, and returns the dialogues of which it is now known that they end processes. */
    Set<String> lost(String process) {
        Set<String> guilty = new TreeSet<>();
        Optional.ofNullable(playing.remove(process)).orElse(Map.of()).forEach((session, alone) -> {
            boolean known = losses.containsKey(session);
            int count = losses.merge(session, alone ? 1 : 0, Integer::sum);
            evidence += alone || !known ? 1 : 0;
            if (count >= LOSSES_ALONE) {
                guilty.add(session);
            }
        });
        return guilty;
    }

    /** Forgets a dialogue that was played to an end. */
    void cleared(String session) {
        losses.remove(session);
        for (Map<String, Boolean> sessions : playing.values()) {
            sessions.remove(session);
        }
    }
}
