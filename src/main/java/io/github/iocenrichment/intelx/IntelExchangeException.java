package io.github.iocenrichment.intelx;

import io.github.iocenrichment.task.RetryLater;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Intel Exchange, or the network on the way to it, fails in a way that passes: the same is tried again later, and no try is counted. */
public final class IntelExchangeException extends RuntimeException implements RetryLater {
    private static final long serialVersionUID = 1;

    private final transient Instant retryAt;

    public IntelExchangeException(@Nullable String words, Instant retryAt) {
        super(words);
        this.retryAt = retryAt;
    }

    @Override
    public Instant retryAt() {
        return retryAt;
    }
}
