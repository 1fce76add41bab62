package io.github.iocenrichment;

import org.jspecify.annotations.Nullable;

/** The product cannot start; the message is one line that says what is wrong and how to fix it. */
public final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StartException(String message) {
        super(message);
    }

    public StartException(@Nullable String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
