package io.github.iocenrichment.stage;

import io.github.iocenrichment.source.SourceFailure;
import io.github.iocenrichment.store.StoreFailure;
import io.github.iocenrichment.task.ParkException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.jspecify.annotations.Nullable;

/** Where routes report what went wrong: one log line each, and a count for the metrics. No text of an exception that may hold an address is used. */
public final class FailureLog {
    private final IncidentLog log;
    private final LastErrors lastErrors;
    private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();

    public FailureLog(IncidentLog log, LastErrors lastErrors) {
        this.log = log;
        this.lastErrors = lastErrors;
    }

    /** @param place route and step in which the stage failed; null when they are not known */
    public void stage(String route, @Nullable String recId, Throwable cause, String place) {
        if (OwnFailure.isReportedElsewhere(cause)) {
            return;
        }
        if (recId != null) {
            log.open(recId);
        }
        count(route);
        lastErrors.report(cause);
        log.warning(failed(route, cause, place));
    }

    /** Work that a timer starts. @param place route and step in which it failed; null when they are not known */
    public void recurring(String route, Throwable cause, String place) {
        count(route);
        if (OwnFailure.isReportedElsewhere(cause)) {
            return;
        }
        lastErrors.report(cause);
        log.warning(failed(route, cause, place) + "; it is tried again at its next time");
    }

    private static String failed(String route, Throwable cause, @Nullable String place) {
        return route + " failed" + (place == null || place.isEmpty() ? "" : " in " + place) + ": " + words(cause);
    }

    public void poll(Throwable cause) {
        count("poll-incidents");
        if (OwnFailure.isReportedElsewhere(cause)) {
            return;
        }
        lastErrors.report(cause);
        log.warning("poll failed, the next one asks for the same incidents again: " + words(cause));
    }

    public void link(String recId, Throwable cause) {
        log.open(recId);
        count("link-record");
        lastErrors.report(cause);
        log.warning("record and source incident could not be linked: " + words(cause) + "; check ivanti.link.relationship");
    }

    public void page(Throwable cause) {
        count("pages");
        if (OwnFailure.isReportedElsewhere(cause)) {
            return;
        }
        log.warning("a page could not be rendered: " + words(cause));
    }

    /** Parks the work until an operator has fixed the cause. */
    public void park(Throwable cause) {
        throw new ParkException(words(cause));
    }

    /** How often each route has failed since the start. */
    public Map<String, Long> counts() {
        Map<String, Long> now = new TreeMap<>();
        counts.forEach((name, count) -> now.put(name, count.get()));
        return now;
    }

    void count(String name) {
        counts.computeIfAbsent(name, key -> new AtomicLong()).incrementAndGet();
    }

    /** An exception in words: our own say what they mean, the kinds of a broken call are said plainly, and of all others the first line is given. */
    public static String words(@Nullable Throwable cause) {
        for (Throwable t : ExceptionUtils.getThrowableList(cause)) {
            if (t.getClass().getName().startsWith("io.github.iocenrichment") && t.getMessage() != null) {
                return t.getMessage();
            }
            Optional<String> store = StoreFailure.words(t);
            if (store.isPresent()) {
                return store.get();
            }
        }
        String kind = SourceFailure.words(cause);
        return kind.equals("the call failed") && cause != null ? FailureWords.of(cause) : kind;
    }
}
