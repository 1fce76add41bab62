package io.github.iocenrichment.ivanti;

import io.github.iocenrichment.task.RetryLater;
import java.time.Instant;

/** Ivanti, or the network on the way to it, fails in a way that passes: the same is tried again later, and no try is counted. */
public final class IvantiUnavailableException extends RuntimeException implements RetryLater {
    private static final long serialVersionUID = 1;

    private final transient Instant retryAt;

    public IvantiUnavailableException(String words, Instant retryAt) {
        super(words);
        this.retryAt = retryAt;
    }

    @Override
    public Instant retryAt() {
        return retryAt;
    }
}
