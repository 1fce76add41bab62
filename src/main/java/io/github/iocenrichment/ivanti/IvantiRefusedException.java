package io.github.iocenrichment.ivanti;

import io.github.iocenrichment.task.NotRetryable;

/** Ivanti refuses the request itself; the same request would be refused again, so an operator has to look at it. */
public final class IvantiRefusedException extends RuntimeException implements NotRetryable {
    private static final long serialVersionUID = 1;

    private final boolean keyRefused;

    public IvantiRefusedException(String words) {
        this(words, false);
    }

    public IvantiRefusedException(String words, boolean keyRefused) {
        super(words);
        this.keyRefused = keyRefused;
    }

    public static IvantiRefusedException of(IvantiFault fault) {
        return new IvantiRefusedException("Ivanti: " + fault.line(), fault.kind() == IvantiFault.Kind.UNAUTHORISED);
    }

    /** True when it is the key that Ivanti refuses: then every other request is refused as well. */
    public boolean isKeyRefused() {
        return keyRefused;
    }
}
