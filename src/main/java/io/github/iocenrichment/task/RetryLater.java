package io.github.iocenrichment.task;

import java.time.Instant;

/** Mark of an exception that knows when another try makes sense. The task waits until then; the try does not count towards parking. */
public interface RetryLater {

    /** When to try again; a time that has passed is answered by the usual back-off. */
    Instant retryAt();
}
