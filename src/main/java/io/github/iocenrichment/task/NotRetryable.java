package io.github.iocenrichment.task;

/** Mark of an exception that no further try can mend: the task is parked at once. */
public interface NotRetryable {
}
