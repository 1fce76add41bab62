package io.github.iocenrichment.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** Counts calls: in fixed windows that start at full minutes, hours or days of UTC, or in a rolling one. */
final class Quota {
    private final Clock clock;
    private final Duration window;
    private final boolean rolling;
    private final Deque<Instant> calls = new ArrayDeque<>();

    private Quota(Clock clock, Duration window, boolean rolling) {
        this.clock = clock;
        this.window = window;
        this.rolling = rolling;
    }

    static Quota fixed(Clock clock, Duration window) {
        return new Quota(clock, window, false);
    }

    static Quota rolling(Clock clock, Duration window) {
        return new Quota(clock, window, true);
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
        return start(clock.instant()).plus(window);
    }

    private void forget() {
        Instant now = clock.instant();
        Instant from = rolling ? now.minus(window) : start(now);
        while (!calls.isEmpty() && calls.peekFirst().isBefore(from)) {
            calls.removeFirst();
        }
    }

    private Instant start(Instant at) {
        long seconds = window.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), seconds) * seconds);
    }
}
