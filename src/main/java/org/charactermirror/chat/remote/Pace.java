package org.charactermirror.chat.remote;

/**
 * Spreads units (requests, tokens) evenly over time: never more of them begin in a minute than allowed, but for one call's.
 * Thread-safe.
 */
final class Pace {

    private static final double NANOS_PER_MINUTE = 60e9;

    private boolean used;
    private double nanosPerUnit;

    /** A time, and the unit that may begin then; later ones begin after it at the pace. */
    private long time;

    private double unit;

    /** The unit that may be taken next. */
    private double next;

    /** Whether the first call is to wait as long as its units take. */
    private boolean waitsFirst;

    /** Whether another pace begins at a time. */
    private boolean changes;

    private double laterNanosPerUnit;
    private long changeTime;

    Pace(long unitsPerMinute) {
        nanosPerUnit = NANOS_PER_MINUTE / unitsPerMinute;
    }

    /** Takes units and returns how many nanoseconds to wait before they may be used. */
    synchronized long reserve(long units, long now) {
        return wait(take(units, now), now);
    }

    /** Takes units and returns the first of them, for which is to be waited. */
    synchronized double take(long units, long now) {
        advance(now);
        double first = waitsFirst ? unit + units : Math.max(next, unit);
        waitsFirst = false;
        next = first + units;
        return first;
    }

    /** Returns how many nanoseconds to wait before a unit that was taken may be used; changes of the pace change that. */
    synchronized long wait(double taken, long now) {
        advance(now);
        double atPace = (taken - unit) * nanosPerUnit;
        if (changes && atPace > changeTime - now) {
            double then = unit + (changeTime - now) / nanosPerUnit;
            atPace = changeTime - now + (taken - then) * laterNanosPerUnit;
        }
        return Math.max(0, Math.round(atPace));
    }

    private void advance(long now) {
        if (!used) {
            used = true;
            time = now;
        }
        if (changes && now - changeTime >= 0) {
            unit += (changeTime - time) / nanosPerUnit;
            time = changeTime;
            nanosPerUnit = laterNanosPerUnit;
            changes = false;
        }
        unit += (now - time) / nanosPerUnit;
        time = now;
    }

    /** Corrects what was reserved when it is known what was used. */
    synchronized void settle(long reserved, long actual) {
        next += actual - reserved;
    }

    /**
     * Goes on at another pace, also for those that wait. Others may have had until now what is given, and what they began
     * goes on for as long as one unit takes: so a faster pace begins only then, and one that rested waits as long; a very
     * first call waits for as long as its own units take.
     */
    synchronized void change(long unitsPerMinute, long now) {
        double wanted = NANOS_PER_MINUTE / unitsPerMinute;
        boolean first = !used;
        waitsFirst = waitsFirst || first;
        advance(now);
        if (first || wanted >= nanosPerUnit) {
            nanosPerUnit = wanted;
            changes = false;
        } else {
            long then = now + Math.round(nanosPerUnit);
            changeTime = changes && changeTime - then > 0 ? changeTime : then;
            laterNanosPerUnit = wanted;
            changes = true;
        }
        if (next <= unit) {
            next = unit + 1;
        }
    }
}
