package io.github.iocenrichment;

/** The product cannot start; the message is one line that says what is wrong and how to fix it. */
public final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StartException(String message) {
        super(message);
    }

    public StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
