package io.github.iocenrichment.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** Time that runs as usual and can be put forward while nobody works, so that the shipped waiting times are tested without waiting. */
final class SkippingClock extends Clock {
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private volatile Runnable skipped = () -> { };

    /** @param wake wakes whoever waits by this clock after it was put forward */
    void whenSkipped(Runnable wake) {
        skipped = wake;
    }

    void skip(Duration time) {
        ahead.accumulateAndGet(time, Duration::plus);
        skipped.run();
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead.get());
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
