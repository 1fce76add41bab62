package io.github.iocenrichment.output;

import io.github.iocenrichment.task.RetryLater;
import java.time.Instant;

/** An output, or the network on the way to it, fails in a way that passes: the same is sent again later, and no try is counted. */
public final class OutputUnavailableException extends RuntimeException implements RetryLater {
    private static final long serialVersionUID = 1;

    private final transient Instant retryAt;

    OutputUnavailableException(String words, Instant retryAt) {
        super(words);
        this.retryAt = retryAt;
    }

    @Override
    public Instant retryAt() {
        return retryAt;
    }
}
