package io.github.iocenrichment.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** The header {@code Retry-After} of an answer: seconds or a date, which may be missing, negative, absurd or neither. */
public final class RetryAfter {
    private static final Pattern SECONDS = Pattern.compile("[+-]?[0-9]{1,18}(?:\\.[0-9]{0,9})?");

    private RetryAfter() {
    }

    /** When the other system wants to be asked again, as it states it: possibly in the past or years ahead; empty when it does not say. */
    private static Optional<Instant> stated(HttpReply reply, Instant now, Duration longest) {
        return reply.header("Retry-After").flatMap(written -> {
            if (!SECONDS.matcher(written).matches()) {
                return HttpDate.read(written);
            }
            double seconds = Math.ceil(Double.parseDouble(written));
            // beyond any limit all are alike
            return Optional.of(now.plusSeconds((long) Math.max(-1, Math.min(seconds, longest.toSeconds() + 1))));
        });
    }

    /** From now to {@code longest} ahead: what has passed is now, what lies further ahead is that far; empty when nothing usable is stated. */
    public static Optional<Instant> within(HttpReply reply, Instant now, Duration longest) {
        Instant latest = now.plus(longest);
        return stated(reply, now, longest).map(at -> at.isBefore(now) ? now : at.isAfter(latest) ? latest : at);
    }

    /** The same, where a time that has passed or lies further ahead than {@code longest} counts as not stated; zero seconds is now. */
    public static Optional<Instant> believed(HttpReply reply, Instant now, Duration longest) {
        return stated(reply, now, longest).filter(at -> !at.isBefore(now) && !at.isAfter(now.plus(longest)));
    }
}
