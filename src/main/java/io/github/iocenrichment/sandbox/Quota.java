package io.github.iocenrichment.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.UnaryOperator;

/** Counts calls: in fixed windows that start at full minutes, hours or days of UTC, in months of UTC, or in a rolling window. */
final class Quota {
    private final Clock clock;
    private final Duration window;
    private final UnaryOperator<Instant> start;
    private final Deque<Instant> calls = new ArrayDeque<>();

    private Quota(Clock clock, Duration window, UnaryOperator<Instant> start) {
        this.clock = clock;
        this.window = window;
        this.start = start;
    }

    static Quota fixed(Clock clock, Duration window) {
        return new Quota(clock, window, now -> Instant.ofEpochSecond(now.getEpochSecond() / window.toSeconds() * window.toSeconds()));
    }

    static Quota monthly(Clock clock) {
        return new Quota(clock, ChronoUnit.MONTHS.getDuration(), now -> LocalDate.ofInstant(now, ZoneOffset.UTC).withDayOfMonth(1).atStartOfDay()
                .toInstant(ZoneOffset.UTC));
    }

    static Quota rolling(Clock clock, Duration window) {
        return new Quota(clock, window, now -> now.minus(window));
    }

    /** Counts one call when the limit allows it; a limit of 0 allows every call. */
    synchronized boolean take(int limit) {
        forget();
        if (limit > 0 && calls.size() >= limit) {
            return false;
        }
        calls.addLast(clock.instant());
        return true;
    }

    synchronized int used() {
        forget();
        return calls.size();
    }

    /** When the present fixed window ends. */
    Instant reset() {
        return start.apply(clock.instant()).plus(window);
    }

    private void forget() {
        Instant from = start.apply(clock.instant());
        while (!calls.isEmpty() && calls.peekFirst().isBefore(from)) {
            calls.removeFirst();
        }
    }
}
