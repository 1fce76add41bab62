package io.github.iocenrichment.network;

import io.github.iocenrichment.http.ReportedFailure;
import java.io.IOException;

/** The log-in of a system gave no token. */
public final class LogInException extends IOException implements ReportedFailure {
    private static final long serialVersionUID = 1L;

    LogInException(String message) {
        super(message);
    }
}
