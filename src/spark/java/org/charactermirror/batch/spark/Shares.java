package org.charactermirror.batch.spark;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Divides the limits of every remote model among the processes that ask it: evenly, anew whenever one comes or goes. One
 * that comes waits until all others have taken their smaller parts, so that no limit is ever exceeded. Not thread-safe.
 */
final class Shares {

    /** Of one that has not asked anything yet. */
    private static final int NOTHING = Integer.MAX_VALUE;

    /**
     * By model, then by process in the order in which they came: among how many the limits are divided at least by which it
     * may go.
     */
    private final Map<String, Map<String, Integer>> asking = new TreeMap<>();

    /**
     * Hears which models a process asks, and returns its parts.
     *
     * @param applied by model that it asks or waits to ask: among how many the limits were divided that it goes by now;
     *     0 where it waits
     */
    Map<String, Share> of(String process, Map<String, Integer> applied) {
        asking.forEach((model, processes) -> {
            if (!applied.containsKey(model)) {
                processes.remove(process);
            }
        });
        Map<String, Share> shares = new TreeMap<>();
        applied.forEach((model, among) -> {
            Map<String, Integer> processes = asking.computeIfAbsent(model, first -> new LinkedHashMap<>());
            int known = among == 0 ? NOTHING : among;
            processes.put(process, known);
            Share share = share(process, processes);
            if (share.ready()) {
                // From now on it may take this part, before it says that it did.
                processes.put(process, Math.min(known, share.of()));
            }
            shares.put(model, share);
        });
        return shares;
    }

    private static Share share(String process, Map<String, Integer> processes) {
        int rank = 0;
        int place = 0;
        boolean ready = true;
        for (Map.Entry<String, Integer> other : processes.entrySet()) {
            if (other.getKey().equals(process)) {
                rank = place;
            } else {
                ready &= other.getValue() >= processes.size();
            }
            place++;
        }
        return new Share(rank, processes.size(), ready);
    }

    /** Forgets a process that is gone. */
    void lost(String process) {
        asking.values().forEach(processes -> processes.remove(process));
    }
}
