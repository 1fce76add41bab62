package io.github.iocenrichment.load;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Waiting, as a measurement has to. */
final class Pause {
    private Pause() {
    }

    static void millis(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    static void until(Instant when) {
        millis(Math.max(0, when.toEpochMilli() - System.currentTimeMillis()));
    }

    static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("the measurement was interrupted", e);
    }
}
