package org.charactermirror.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The time as the studio's tables have it. */
final class StudioTime {

    private StudioTime() {}

    /** Returns the present second, as in {@code 2026-01-31T09:30:00Z}. */
    static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
