package org.charactermirror.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Bounds how often one caller calls: a store of calls that fills up again evenly. Thread-safe. */
final class RateLimit {

    private static final int MOST_CALLERS = 10_000;

    private final double perSecond;
    private final double most;
    private final LongSupplier nanoseconds;

    /** Guarded by this object; the longest unused first. */
    private final Map<String, Store> byCaller = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Store> eldest) {
            return size() > MOST_CALLERS;
        }
    };

    /**
     * Makes a limit.
     *
     * @param perSecond calls for good
     * @param most calls at once
     * @param nanoseconds the clock
     */
    RateLimit(double perSecond, double most, LongSupplier nanoseconds) {
        this.perSecond = perSecond;
        this.most = most;
        this.nanoseconds = nanoseconds;
    }

    /** Takes one call of a caller's; tells whether there was one left. */
    synchronized boolean take(String caller) {
        long now = nanoseconds.getAsLong();
        Store store = byCaller.computeIfAbsent(caller, name -> new Store(most, now));
        store.left = Math.min(most, store.left + (now - store.at) / 1e9 * perSecond);
        store.at = now;
        if (store.left < 1) {
            return false;
        }
        store.left--;
        return true;
    }

    private static final class Store {

        double left;
        long at;

        Store(double left, long at) {
            this.left = left;
            this.at = at;
        }
    }
}
