package io.github.iocenrichment.journey;

import io.github.iocenrichment.task.NotRetryable;

/** Ivanti refuses the request itself; the same request would be refused again, so an operator has to look at it. */
public final class IvantiRefusal extends RuntimeException implements NotRetryable {
    private static final long serialVersionUID = 1;

    IvantiRefusal(String words) {
        super(words);
    }
}
