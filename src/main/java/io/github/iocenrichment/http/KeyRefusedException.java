package io.github.iocenrichment.http;

import io.github.iocenrichment.source.ToldFailure;

/** A call was not sent, because the system has refused the key with which it would be made. Unchecked, so that a circuit breaker sees it unwrapped. */
public final class KeyRefusedException extends RuntimeException implements ToldFailure {
    private static final long serialVersionUID = 1;

    /** @param system name of the system, as in its settings */
    public KeyRefusedException(String system) {
        super(system + " was not called: it has refused the key; check " + system + ".api-key", null, false, false);
    }
}
