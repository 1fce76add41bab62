package io.github.iocenrichment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;

/** Lets each test take place later than the one before, so that no refused key or used-up quota is left of it. */
final class TrialTime implements InstantSource {
    private static final Duration BETWEEN = Duration.ofMinutes(15);

    private final InstantSource base;
    private volatile Duration ahead = Duration.ZERO;

    private TrialTime(InstantSource base) {
        this.base = base;
    }

    /** Stands still within a test. */
    static TrialTime standing() {
        return new TrialTime(InstantSource.fixed(Instant.parse("2026-11-23T08:00:00Z")));
    }

    /** Goes on within a test. */
    static TrialTime going() {
        return new TrialTime(InstantSource.system());
    }

    void nextTest() {
        ahead = ahead.plus(BETWEEN);
    }

    @Override
    public Instant instant() {
        return base.instant().plus(ahead);
    }

    Clock clock() {
        return withZone(ZoneOffset.UTC);
    }
}
