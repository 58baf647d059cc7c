package org.charactermirror.chat.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("1994-11-06T08:49:00Z");

    @Test
    void seconds_are_read_whole_or_not() {
        assertThat(RetryAfter.of("120", NOW)).contains(Duration.ofMinutes(2));
        assertThat(RetryAfter.of(" 0.5 ", NOW)).contains(Duration.ofMillis(500));
        assertThat(RetryAfter.of("0", NOW)).contains(Duration.ZERO);
    }

    @Test
    void a_date_is_waited_for_and_one_that_has_passed_is_not() {
        // The date of RFC 9110, section 5.6.7.
        assertThat(RetryAfter.of("Sun, 06 Nov 1994 08:49:37 GMT", NOW)).contains(Duration.ofSeconds(37));
        assertThat(RetryAfter.of("Sun, 06 Nov 1994 08:48:37 GMT", NOW)).contains(Duration.ZERO);
    }

    @Test
    void what_is_neither_says_nothing() {
        assertThat(RetryAfter.of("soon", NOW)).isEmpty();
        assertThat(RetryAfter.of("-3", NOW)).isEmpty();
        assertThat(RetryAfter.of("", NOW)).isEmpty();
    }
}
