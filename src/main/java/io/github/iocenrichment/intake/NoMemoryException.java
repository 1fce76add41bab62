package io.github.iocenrichment.intake;

import io.github.iocenrichment.task.RetryLater;
import java.time.Instant;

/** There is no memory or time for a text without which an incident cannot be collected; the stage is tried again when others have ended. */
public final class NoMemoryException extends RuntimeException implements RetryLater {
    private static final long serialVersionUID = 1L;
    private final Instant retryAt;

    NoMemoryException(String message, Instant retryAt) {
        super(message);
        this.retryAt = retryAt;
    }

    @Override
    public Instant retryAt() {
        return retryAt;
    }
}
