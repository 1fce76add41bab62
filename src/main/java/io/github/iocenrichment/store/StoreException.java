package io.github.iocenrichment.store;

import org.jspecify.annotations.Nullable;

/** The store cannot be opened or used; the message is one sentence for an operator, with the setting to fix and no secret in it. */
public final class StoreException extends RuntimeException {

    public StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    public StoreException(String message) {
        super(message);
    }
}
