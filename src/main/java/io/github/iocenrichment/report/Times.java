package io.github.iocenrichment.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as people read them, always UTC. */
final class Times {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    /** Younger answers were asked for this very report. */
    private static final Duration FRESH = Duration.ofMinutes(10);

    private Times() {
    }

    static String date(Instant when) {
        return DATE.format(when);
    }

    /** {@code 2026-11-07}. */
    static String isoDate(Instant when) {
        return DateTimeFormatter.ISO_LOCAL_DATE.format(when.atOffset(ZoneOffset.UTC));
    }

    /** {@code 14:00 UTC} on the same day, up to the midnight that ends it; with the date on another one. */
    static String clock(Instant when, Instant now) {
        return date(when.minusMillis(1)).equals(date(now)) || date(when).equals(date(now)) ? CLOCK.format(when) : date(when) + ", " + CLOCK.format(when);
    }

    /** {@code 3 h}; null while an answer is fresh or its time is not known. */
    static String age(Instant answered, Instant now) {
        if (answered == null || answered.plus(FRESH).isAfter(now)) {
            return null;
        }
        Duration age = Duration.between(answered, now);
        if (age.toHours() < 1) {
            return age.toMinutes() + " min";
        }
        return age.toHours() < 48 ? age.toHours() + " h" : age.toDays() + " days";
    }
}
