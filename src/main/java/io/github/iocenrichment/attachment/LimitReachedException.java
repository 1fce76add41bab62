package io.github.iocenrichment.attachment;

import java.io.IOException;
import org.apache.commons.lang3.exception.ExceptionUtils;

/** The whole attachment has used up one of its limits; the reading ends here and keeps what it has. Its message is the reason shown. */
final class LimitReachedException extends IOException {
    LimitReachedException(String reason) {
        super(reason);
    }

    /** Goes on with the limit, when one is behind an exception of a parser. */
    static void rethrow(Throwable problem) throws LimitReachedException {
        LimitReachedException limit = behind(problem);
        if (limit != null) {
            throw limit;
        }
    }

    /** Finds the limit behind an exception of a parser that wrapped it; null when there is none. */
    static LimitReachedException behind(Throwable problem) {
        return ExceptionUtils.throwableOfType(problem, LimitReachedException.class);
    }
}
