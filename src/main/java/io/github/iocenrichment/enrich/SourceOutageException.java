package io.github.iocenrichment.enrich;

import org.jspecify.annotations.Nullable;

/** A source fails. Thrown inside a circuit breaker so that it counts there; the look-up already holds the answer that says so. */
public final class SourceOutageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    SourceOutageException(@Nullable String reason) {
        super(reason, null, false, false);
    }
}
