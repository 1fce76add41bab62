package io.github.iocenrichment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that a test sets and puts forward, so that the shipped waiting times are tested without waiting. Between that it stands, or runs as usual. */
public final class MovableClock extends Clock {
    private final Clock base;
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private volatile Runnable advanced = () -> { };

    private MovableClock(Clock base) {
        this.base = base;
    }

    /** One that stands until it is moved. */
    public MovableClock(Instant start) {
        this(Clock.fixed(start, ZoneOffset.UTC));
    }

    public MovableClock(String start) {
        this(Instant.parse(start));
    }

    /** One that runs as the machine's does, until it is moved and from there on. */
    public static MovableClock running() {
        return new MovableClock(Clock.systemUTC());
    }

    /** @param wake wakes whoever waits by this clock after it was put forward */
    public void whenAdvanced(Runnable wake) {
        advanced = wake;
    }

    public void set(Instant time) {
        ahead.set(Duration.between(base.instant(), time));
    }

    public void advance(Duration by) {
        ahead.accumulateAndGet(by, Duration::plus);
        advanced.run();
    }

    @Override
    public Instant instant() {
        return base.instant().plus(ahead.get());
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
