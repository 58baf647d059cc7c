package org.charactermirror.chat.remote;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Reads the header by which an endpoint asks to be left alone for a while. */
final class RetryAfter {

    private RetryAfter() {}

    /** Returns the time to wait: of seconds, or until an HTTP date, none if that has passed; nothing if it is neither. */
    static Optional<Duration> of(String value, Instant now) {
        String word = value.strip();
        if (word.matches("[0-9]{1,9}(\\.[0-9]{1,9})?")) {
            return Optional.of(Duration.ofMillis(Math.round(Double.parseDouble(word) * 1000)));
        }
        try {
            Instant until = ZonedDateTime.parse(word, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
