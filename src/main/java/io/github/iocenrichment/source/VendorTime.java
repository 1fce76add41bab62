package io.github.iocenrichment.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Vendors' dates, read leniently: ISO with or without zone (then UTC), with a blank in place of the T, with UTC behind it, epoch seconds or milliseconds. */
final class VendorTime {
    private static final Instant EARLIEST = Instant.parse("1980-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    private static final long MILLISECONDS_FROM = 100_000_000_000L;

    private VendorTime() {
    }

    /** The time that a JSON value states; null when it states none or an absurd one. */
    static @Nullable Instant of(@Nullable JsonNode node) {
        if (node == null || node.isNull() || node.isContainerNode() || node.isBoolean()) {
            return null;
        }
        Long epoch = VendorJson.number(node);
        return epoch != null ? sane(epoch) : text(node.asText().strip());
    }

    private static @Nullable Instant sane(long epoch) {
        return sane(epoch >= MILLISECONDS_FROM ? Instant.ofEpochMilli(epoch) : Instant.ofEpochSecond(epoch));
    }

    private static @Nullable Instant sane(Instant time) {
        return time.isBefore(EARLIEST) || time.isAfter(LATEST) ? null : time;
    }

    private static @Nullable Instant text(String written) {
        if (written.length() < 10 || written.length() > 40) {
            return null;
        }
        String inUtc = written.endsWith(" UTC") ? written.substring(0, written.length() - 4) : written;
        String iso = inUtc.length() > 10 && inUtc.charAt(10) == ' ' ? inUtc.substring(0, 10) + 'T' + inUtc.substring(11) : inUtc;
        try {
            if (iso.length() == 10) {
                return sane(LocalDate.parse(iso).atTime(LocalTime.MIDNIGHT).toInstant(ZoneOffset.UTC));
            }
            boolean zoned = iso.endsWith("Z") || iso.indexOf('+', 10) > 0 || iso.indexOf('-', 10) > 0;
            return sane(zoned ? OffsetDateTime.parse(withColon(iso)).toInstant() : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException unreadable) {
            return null;
        }
    }

    /** {@code +0000} is a spelling that ISO readers refuse. */
    private static String withColon(String iso) {
        return iso.replaceFirst("([+-]\\d{2})(\\d{2})$", "$1:$2");
    }
}
