package io.github.iocenrichment.ivanti;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import org.jspecify.annotations.Nullable;

/** Ivanti's dates: any offset, which may differ between rows of one page; the year 1 means "no date". */
final class Dates {
    /** Later years have no four digits: neither STIX nor every database can write them. */
    private static final int LATEST = 9999;

    private Dates() {
    }

    /** The instant; null when there is no date or it cannot be read. */
    static @Nullable Instant read(String text) {
        try {
            TemporalAccessor date = DateTimeFormatter.ISO_DATE_TIME.parseBest(text.strip(), OffsetDateTime::from, LocalDateTime::from);
            Instant instant = date instanceof OffsetDateTime zoned ? zoned.toInstant() : ((LocalDateTime) date).toInstant(ZoneOffset.UTC);
            int year = instant.atOffset(ZoneOffset.UTC).getYear();
            return year <= 1 || year > LATEST ? null : instant;
        } catch (DateTimeException e) {
            // a date that cannot be read is recognised by its absence, not by failing the row
            return null;
        }
    }
}
