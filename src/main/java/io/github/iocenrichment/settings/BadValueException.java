package io.github.iocenrichment.settings;

/** A value that a setting cannot take: what is wrong with it and what to write instead. Never holds a secret. */
final class BadValueException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String fix;

    BadValueException(String problem, String fix) {
        super(problem);
        this.fix = fix;
    }

    String fix() {
        return fix;
    }
}
