package io.github.iocenrichment.enrich;

/** A source fails. Thrown inside a circuit breaker so that it counts there; the look-up already holds the answer that says so. */
public final class SourceOutageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    SourceOutageException(String reason) {
        super(reason, null, false, false);
    }
}
