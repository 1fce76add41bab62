package io.github.iocenrichment.http;

import java.io.IOException;

/** An answer that goes on past the limit of its system; nothing of it is kept. The message is fit for a note. */
public final class AnswerTooLongException extends IOException implements ReportedFailure {
    private static final long serialVersionUID = 1;
    private static final int MIB = 1 << 20;

    private final String system;

    /**
     * @param system  name of the system, as in its settings
     * @param limit   longest answer that is read, in bytes
     * @param setting property of that limit
     */
    public AnswerTooLongException(String system, long limit, String setting) {
        super("the answer is longer than " + (limit >= MIB ? limit / MIB + " MiB" : limit + " bytes") + " (" + setting + ")");
        this.system = system;
    }

    /** Name of the system that answered, as in its settings. */
    public String system() {
        return system;
    }
}
