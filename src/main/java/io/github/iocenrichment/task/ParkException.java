package io.github.iocenrichment.task;

import org.jspecify.annotations.Nullable;

/** Thrown in a route to park the task at once; the message is what the operator reads. */
public final class ParkException extends RuntimeException implements NotRetryable {

    public ParkException(@Nullable String message) {
        super(message);
    }
}
