package io.github.iocenrichment.report;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Times as people read them, always UTC. */
final class Times {
    private static final Pattern ISO_DAY = Pattern.compile("\\b20\\d\\d-[01]\\d-[0-3]\\d\\b(?![-T])");
    /** Younger answers were asked for this very report. */
    private static final Duration FRESH = Duration.ofMinutes(10);

    private Times() {
    }

    /** {@code 3 Nov 2026}. */
    static String date(Instant when, Messages messages) {
        return messages.date(Messages.Key.DAY).format(when);
    }

    /** A sentence with the days that it names as {@code 2026-11-03} in the form of the others. */
    static String readable(String sentence, Messages messages) {
        return ISO_DAY.matcher(sentence).replaceAll(day -> {
            try {
                return date(LocalDate.parse(day.group()).atStartOfDay(ZoneOffset.UTC).toInstant(), messages);
            } catch (DateTimeException noDay) {
                return day.group();
            }
        });
    }

    /** {@code 2026-11-07}. */
    static String isoDate(Instant when) {
        return DateTimeFormatter.ISO_LOCAL_DATE.format(when.atOffset(ZoneOffset.UTC));
    }

    /** {@code 14:00 UTC} on the same day, up to the midnight that ends it; with the date on another one. */
    static String clock(Instant when, Instant now, Messages messages) {
        String clock = messages.date(Messages.Key.CLOCK).format(when);
        boolean today = isoDate(when.minusMillis(1)).equals(isoDate(now)) || isoDate(when).equals(isoDate(now));
        return today ? clock : date(when, messages) + ", " + clock;
    }

    /** {@code 3 h}; null while an answer is fresh or its time is not known. */
    static @Nullable String age(@Nullable Instant answered, Instant now, Messages messages) {
        if (answered == null || answered.plus(FRESH).isAfter(now)) {
            return null;
        }
        Duration age = Duration.between(answered, now);
        if (age.toHours() < 1) {
            return messages.say("age.minutes", "count", age.toMinutes());
        }
        return age.toHours() < 48 ? messages.say("age.hours", "count", age.toHours()) : messages.say("age.days", "count", age.toDays());
    }
}
