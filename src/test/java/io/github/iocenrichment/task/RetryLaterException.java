package io.github.iocenrichment.task;

import java.time.Instant;

/** Thrown in a route to have the task tried again at a known time, as failures of other systems do. */
final class RetryLaterException extends RuntimeException implements RetryLater {
    private final Instant retryAt;

    RetryLaterException(String message, Instant retryAt) {
        super(message);
        this.retryAt = retryAt;
    }

    @Override
    public Instant retryAt() {
        return retryAt;
    }
}
