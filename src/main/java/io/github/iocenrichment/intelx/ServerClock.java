package io.github.iocenrichment.intelx;

import io.github.iocenrichment.http.HttpDate;
import io.github.iocenrichment.http.HttpReply;
import io.github.iocenrichment.http.RetryAfter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What an answer's headers say about time. */
final class ServerClock {
    /** A difference below this is the way of the message, not a wrong clock. */
    private static final Duration TOLERATED = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private ServerClock() {
    }

    /** {@code our clock is 7 min 12 s ahead of the server's}; empty when the clocks agree or the server does not state its time. */
    static Optional<String> difference(HttpReply reply, Instant now) {
        return reply.header("Date").flatMap(HttpDate::read).map(date -> Duration.between(date, now))
                .filter(ours -> ours.abs().compareTo(TOLERATED) > 0)
                .map(ours -> "our clock is " + words(ours.abs()) + (ours.isNegative() ? " behind" : " ahead of") + " the server's");
    }

    /** When the server wants to be asked again, at most a day from now; empty when it does not say. */
    static Optional<Instant> retryAfter(HttpReply reply, Instant now) {
        return RetryAfter.within(reply, now, LONGEST_WAIT);
    }

    /** Quotas are counted by the minute: the start of the next one. */
    static Instant nextMinute(Instant now) {
        return now.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
    }

    private static String words(Duration time) {
        String words = (time.toHours() > 0 ? time.toHours() + " h " : "") + (time.toMinutesPart() > 0 ? time.toMinutesPart() + " min " : "")
                + (time.toSecondsPart() > 0 ? time.toSecondsPart() + " s" : "");
        return words.strip();
    }
}
