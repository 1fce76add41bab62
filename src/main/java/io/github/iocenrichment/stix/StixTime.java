package io.github.iocenrichment.stix;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Times as every object of ours writes them: UTC, three fraction digits, closing {@code Z}. {@link Instant#toString} drops zeros. */
final class StixTime {
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private StixTime() {
    }

    /** {@code 2026-03-02T08:14:05.000Z}; null stays null. */
    public static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : MILLIS.format(time);
    }
}
