package io.github.iocenrichment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Lets each test take place later than the one before, so that no refused key or used-up quota is left of it. */
final class TrialClock extends Clock {
    private static final Duration BETWEEN = Duration.ofMinutes(15);

    private final Clock base;
    private volatile Duration ahead = Duration.ZERO;

    private TrialClock(Clock base) {
        this.base = base;
    }

    /** Stands still within a test. */
    static TrialClock standing() {
        return new TrialClock(Clock.fixed(Instant.parse("2026-11-23T08:00:00Z"), ZoneOffset.UTC));
    }

    /** Goes on within a test. */
    static TrialClock going() {
        return new TrialClock(Clock.systemUTC());
    }

    void nextTest() {
        ahead = ahead.plus(BETWEEN);
    }

    @Override
    public Instant instant() {
        return base.instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
