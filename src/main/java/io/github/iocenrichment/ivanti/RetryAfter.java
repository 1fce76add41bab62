package io.github.iocenrichment.ivanti;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** The header {@code Retry-After}: seconds or a date, believed within reason. */
final class RetryAfter {
    private static final Duration LONGEST = Duration.ofHours(1);

    private RetryAfter() {
    }

    /** The time, from now to an hour ahead; null when the value makes no sense. */
    static Instant read(String value, Instant now) {
        try {
            Instant at = value.matches("-?\\d{1,18}") ? now.plus(Duration.ofSeconds(Math.min(Long.parseLong(value), LONGEST.toSeconds())))
                    : ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            Instant latest = now.plus(LONGEST);
            return at.isBefore(now) ? now : at.isAfter(latest) ? latest : at;
        } catch (DateTimeException | ArithmeticException e) {
            // a senseless wait is no wait asked for: the caller backs off by its own rule
            return null;
        }
    }
}
