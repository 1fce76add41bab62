package io.github.iocenrichment.attachment;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.slf4j.LoggerFactory;

/**
 * Distinguishes a class that cannot be loaded from content that cannot be read. The first is a fault of the installation, whatever the attachment holds: it is
 * logged once for each class, for the operator, and never reported as damage. Safe for use by many threads.
 */
final class MissingLibrary {
    static final String REASON = "could not be read: a library is missing in this installation";

    private final Set<String> logged = ConcurrentHashMap.newKeySet();

    /**
     * Looks for a class that could not be loaded behind a problem, also where a library has wrapped it.
     *
     * @param format the format that was being read, for the log
     * @return true when it is one; it is logged then, unless the same class was before
     */
    boolean isBehind(Throwable problem, String format) {
        LinkageError missing = ExceptionUtils.throwableOfType(problem, LinkageError.class);
        if (missing != null) {
            log(missing, format);
        }
        return missing != null;
    }

    private void log(LinkageError missing, String format) {
        String words = missing.getClass().getSimpleName() + ": " + missing.getMessage();
        if (logged.add(words)) {
            LoggerFactory.getLogger(MissingLibrary.class).error("Attachments ({}) cannot be read because a class cannot be loaded ({}): the installation is"
                    + " not complete; install ioc-enrichment.jar again "
                    + "as released, or report this", format, words);
        }
    }
}
