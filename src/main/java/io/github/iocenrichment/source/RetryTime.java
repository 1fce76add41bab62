package io.github.iocenrichment.source;

import com.fasterxml.jackson.databind.node.TextNode;
import io.github.iocenrichment.http.HttpDate;
import io.github.iocenrichment.http.HttpReply;
import io.github.iocenrichment.http.RetryAfter;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a source may be asked again, from headers that may be missing, negative, absurd or no numbers at all.
 * A time that has passed or lies more than {@link #LONGEST} ahead counts as not given.
 */
final class RetryTime {
    /** No vendor's window is longer than a month. */
    static final Duration LONGEST = Duration.ofDays(32);
    private static final long MILLISECONDS_FROM = 100_000_000_000L;
    /** Smaller numbers are seconds from now: as a time they would lie before 2001. */
    private static final long EPOCH_FROM = 1_000_000_000L;

    private RetryTime() {
    }

    /** {@code Retry-After} in seconds or as a date; zero seconds is {@code now}. */
    static Optional<Instant> retryAfter(HttpReply reply, Instant now) {
        return RetryAfter.believed(reply, now, LONGEST);
    }

    /** A header that holds the epoch second (or millisecond) of a reset. */
    static Optional<Instant> epoch(HttpReply reply, String header, Instant now) {
        return reply.header(header).map(RetryTime::wholeNumber).filter(n -> n > 0)
                .map(n -> n >= MILLISECONDS_FROM ? Instant.ofEpochMilli(n) : Instant.ofEpochSecond(n)).filter(t -> isAhead(t, now));
    }

    /** A header that holds the time of a reset in whichever form: epoch seconds or milliseconds, seconds from now, an HTTP or ISO date. */
    static Optional<Instant> reset(HttpReply reply, String header, Instant now) {
        return reply.header(header).flatMap(written -> {
            Long number = wholeNumber(written);
            if (number == null) {
                return HttpDate.read(written).or(() -> Optional.ofNullable(VendorTime.of(TextNode.valueOf(written)))).filter(t -> isAhead(t, now));
            }
            return number >= EPOCH_FROM ? epoch(reply, header, now)
                    : Optional.of(number).filter(n -> n > 0).map(now::plusSeconds).filter(t -> isAhead(t, now));
        });
    }

    /** A header's count of calls; null when missing, negative or no number. */
    static @Nullable Long count(HttpReply reply, String header) {
        return reply.header(header).map(RetryTime::wholeNumber).filter(n -> n >= 0).orElse(null);
    }

    static Instant nextDay(Instant now) {
        return now.atZone(ZoneOffset.UTC).toLocalDate().plusDays(1).atTime(LocalTime.MIDNIGHT).toInstant(ZoneOffset.UTC);
    }

    static Instant nextHour(Instant now) {
        return now.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
    }

    static Instant nextMinute(Instant now) {
        return now.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
    }

    static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static boolean isAhead(Instant time, Instant now) {
        return time.isAfter(now) && !time.isAfter(now.plus(LONGEST));
    }

    private static @Nullable Long wholeNumber(String written) {
        if (!written.matches("[+-]?[0-9]{1,18}(\\.[0-9]{0,9})?")) {
            return null;
        }
        return (long) Math.ceil(Double.parseDouble(written));
    }
}
