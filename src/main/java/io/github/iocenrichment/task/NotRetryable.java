package io.github.iocenrichment.task;

/** Mark of an exception after which no further try can succeed: the task is parked at once. */
public interface NotRetryable {
}
