package io.github.iocenrichment.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Dates in headers, in the three forms that HTTP knows (RFC 9110, section 5.6.7), of which httpclient5 reads the first only. */
public final class HttpDate {
    private static final List<DateTimeFormatter> FORMS = List.of(DateTimeFormatter.RFC_1123_DATE_TIME, rfc850(),
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC));

    private HttpDate() {
    }

    /** Empty for what is no such date. */
    public static Optional<Instant> read(String written) {
        for (DateTimeFormatter form : FORMS) {
            try {
                return Optional.of(ZonedDateTime.parse(written, form).toInstant());
            } catch (DateTimeException otherForm) {
                continue;
            }
        }
        return Optional.empty();
    }

    private static DateTimeFormatter rfc850() {
        return new DateTimeFormatterBuilder().parseCaseInsensitive().appendPattern("EEEE, dd-MMM-")
                .appendValueReduced(ChronoField.YEAR, 2, 2, 2000).appendPattern(" HH:mm:ss 'GMT'").toFormatter(Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }
}
