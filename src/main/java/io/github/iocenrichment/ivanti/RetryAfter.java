package io.github.iocenrichment.ivanti;

import io.github.iocenrichment.http.HttpDate;
import java.time.Duration;
import java.time.Instant;

/** The header {@code Retry-After}: seconds or a date, believed within reason. */
final class RetryAfter {
    private static final Duration LONGEST = Duration.ofHours(1);

    private RetryAfter() {
    }

    /** The time, from now to an hour ahead; null when the value makes no sense. */
    static Instant read(String value, Instant now) {
        if (value.matches("-?\\d{1,18}")) {
            return now.plusSeconds(Math.max(0, Math.min(Long.parseLong(value), LONGEST.toSeconds())));
        }
        Instant latest = now.plus(LONGEST);
        // a senseless wait is no wait asked for: the caller backs off by its own rule
        return HttpDate.read(value).map(at -> at.isBefore(now) ? now : at.isAfter(latest) ? latest : at).orElse(null);
    }
}
