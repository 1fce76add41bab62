package io.github.iocenrichment.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Time that runs as usual but always begins on the same morning, so that dates in notes are the same in every run. */
final class OffsetClock {
    static final Instant MORNING = Instant.parse("2026-11-23T09:00:00Z");

    private OffsetClock() {
    }

    static Clock fromMorning() {
        return Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), MORNING));
    }
}
