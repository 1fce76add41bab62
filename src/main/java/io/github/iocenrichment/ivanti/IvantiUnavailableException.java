package io.github.iocenrichment.ivanti;

import io.github.iocenrichment.task.RetryLater;
import java.time.Instant;

/** Ivanti, or the network on the way to it, fails in a way that passes: the same is tried again later, and no try is counted. */
public final class IvantiUnavailableException extends RuntimeException implements RetryLater {
    private static final long serialVersionUID = 1;

    private final transient Instant retryAt;
    private final boolean askedToWait;

    public IvantiUnavailableException(String words, Instant retryAt) {
        this(words, retryAt, false);
    }

    /** @param askedToWait whether Ivanti itself wants no call before: it takes no more for now, or names the time */
    public IvantiUnavailableException(String words, Instant retryAt, boolean askedToWait) {
        super(words);
        this.retryAt = retryAt;
        this.askedToWait = askedToWait;
    }

    /** True when Ivanti takes no more calls for now, or names the time of the next: then nothing is tried before {@link #retryAt}. */
    public boolean isAskedToWait() {
        return askedToWait;
    }

    @Override
    public Instant retryAt() {
        return retryAt;
    }
}
