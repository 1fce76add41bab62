package io.github.iocenrichment.task;

import io.github.iocenrichment.store.StoreFailure;
import io.github.iocenrichment.text.OneLine;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.RuntimeCamelException;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.jspecify.annotations.Nullable;

/**
 * What an exception means for a task.
 *
 * @param cause   the exception that decides: the first in the chain that carries a mark, else the first that is no mere wrapper
 * @param words   what the operator reads, one bounded line
 * @param isFinal true when no further try can succeed
 * @param retryAt when the exception itself names the time of the next try; else null
 */
record TaskFailure(Throwable cause, String words, boolean isFinal, @Nullable Instant retryAt) {
    private static final int LONGEST = 500;

    static TaskFailure of(Throwable error) {
        Throwable reported = error;
        for (Throwable cause : ExceptionUtils.getThrowableList(error)) {
            if (cause instanceof NotRetryable) {
                return new TaskFailure(cause, words(cause), true, null);
            }
            if (cause instanceof RetryLater later) {
                return new TaskFailure(cause, words(cause), false, later.retryAt());
            }
            if (cause instanceof TaskFence.LostClaimException) {
                return new TaskFailure(cause, words(cause), false, null);
            }
            if (StoreFailure.isOutage(cause)) {
                // no try of this work: it comes again with the usual back-off until the store is back
                return new TaskFailure(cause, words(cause), false, Instant.EPOCH);
            }
            if (cause == reported && cause.getCause() != null && isWrapper(cause)) {
                reported = cause.getCause();
            }
        }
        return new TaskFailure(reported, words(reported), false, null);
    }

    /** Doubles with each try, up to the longest wait; between half of it and all of it, so that what failed together does not come back together. */
    static Duration backoff(Duration first, Duration longest, int tries, double random) {
        double wait = Math.min(longest.toMillis(), first.toMillis() * Math.pow(2, Math.min(tries - 1, 40)));
        return Duration.ofMillis(Math.max(1, Math.round(wait * (0.5 + random / 2))));
    }

    private static boolean isWrapper(Throwable cause) {
        return cause instanceof RuntimeCamelException || cause instanceof CamelExecutionException
                || cause.getMessage() == null || cause.getMessage().equals(cause.getCause().toString());
    }

    /** The query of an address may hold a signature or a session, so it is left out. */
    private static String words(Throwable cause) {
        String text = StoreFailure.words(cause).orElse(cause.getMessage() == null || cause.getMessage().isBlank() ? cause.getClass().getSimpleName()
                : cause.getMessage());
        return OneLine.within(OneLine.of(text).replaceAll("(?i)(https?://[^\\s?]*)\\?\\S*", "$1?..."), LONGEST);
    }
}
