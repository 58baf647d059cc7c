package org.charactermirror.chat.remote;

/**
 * Spreads units (requests, tokens) evenly over time: never more of them begin in a minute than allowed, but for one call's.
 * Thread-safe.
 */
final class Pace {

    private static final double NANOS_PER_MINUTE = 60e9;

    private final double nanosPerUnit;
    private boolean used;

    /** When the next unit may begin. */
    private long next;

    Pace(long unitsPerMinute) {
        nanosPerUnit = NANOS_PER_MINUTE / unitsPerMinute;
    }

    /** Takes units and returns how many nanoseconds to wait before they may be used. */
    synchronized long reserve(long units, long now) {
        if (!used || next - now < 0) {
            next = now;
            used = true;
        }
        long wait = next - now;
        next += Math.round(units * nanosPerUnit);
        return wait;
    }

    /** Corrects what was reserved when it is known what was used. */
    synchronized void settle(long reserved, long actual) {
        next += Math.round((actual - reserved) * nanosPerUnit);
    }
}
