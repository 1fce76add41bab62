package io.github.iocenrichment.stage;

import io.github.iocenrichment.settings.LogSecrets;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.lang3.exception.ExceptionUtils;

/**
 * The true cause of an unexpected failure on one line: kind and first line of the innermost exception, bounded and without secrets and queries of addresses.
 */
final class FailureWords {
    private static final int MAX = 240;
    private static final String OWN = "io.github.iocenrichment.";
    /** Query and user of an address may hold keys. */
    private static final Pattern QUERY = Pattern.compile("(?<=\\w)\\?[^\\s\"'<>]*=[^\\s\"'<>]*");

    private FailureWords() {
    }

    static String of(Throwable failure) {
        Throwable worded = null;
        for (Throwable cause : ExceptionUtils.getThrowableList(failure)) {
            if (cause.getMessage() != null && !cause.getMessage().isBlank() && !repeats(cause)) {
                worded = cause;
            }
        }
        return worded == null ? place(innermost(failure)) : kind(worded) + ": " + firstLine(worded.getMessage());
    }

    /** An exception made of another one alone has that one's name for its message. */
    private static boolean repeats(Throwable cause) {
        return cause.getCause() != null && cause.getMessage().startsWith(cause.getCause().getClass().getName());
    }

    private static Throwable innermost(Throwable failure) {
        List<Throwable> chain = ExceptionUtils.getThrowableList(failure);
        return chain.get(chain.size() - 1);
    }

    /** For an exception without words: where it was thrown, by preference in our own code. */
    private static String place(Throwable cause) {
        StackTraceElement[] trace = cause.getStackTrace();
        if (trace.length == 0) {
            return kind(cause) + " without a message";
        }
        StackTraceElement place = trace[0];
        for (int i = trace.length - 1; i >= 0; i--) {
            place = trace[i].getClassName().startsWith(OWN) ? trace[i] : place;
        }
        String type = place.getClassName().substring(place.getClassName().lastIndexOf('.') + 1);
        return kind(cause) + " in " + type + "." + place.getMethodName() + ", line " + place.getLineNumber();
    }

    private static String kind(Throwable cause) {
        String name = cause.getClass().getSimpleName();
        return name.isEmpty() ? "failure" : name;
    }

    private static String firstLine(String message) {
        String line = message.lines().map(String::strip).filter(each -> !each.isEmpty()).findFirst().orElse("");
        String bounded = line.length() > MAX ? line.substring(0, MAX) + "…" : line;
        return QUERY.matcher(LogSecrets.known().mask(bounded)).replaceAll("?…");
    }
}
