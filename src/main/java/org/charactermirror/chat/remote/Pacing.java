package org.charactermirror.chat.remote;

import java.time.Duration;

/**
 * How long calls wait where things go wrong.
 *
 * @param firstBackoff after a call's first failure; doubled after every further one
 * @param longestBackoff the bound of that
 * @param outageFailures how many failures one after the other, of whatever calls, mean that the endpoint is down
 * @param probeInterval how often an endpoint that is down is tried again
 * @param patience how long an endpoint may be down before calls fail
 * @param grace how long a request that is under way may take once the run is to end
 */
record Pacing(
        Duration firstBackoff,
        Duration longestBackoff,
        int outageFailures,
        Duration probeInterval,
        Duration patience,
        Duration grace) {

    /** A part of every backoff is random, so that calls which failed together do not come back together. */
    static final double JITTER = 0.25;

    static Pacing ofPatience(Duration patience) {
        return new Pacing(
                Duration.ofSeconds(1),
                Duration.ofSeconds(60),
                5,
                Duration.ofSeconds(10),
                patience,
                Duration.ofSeconds(15));
    }
}
