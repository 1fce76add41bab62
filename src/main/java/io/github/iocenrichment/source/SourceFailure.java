package io.github.iocenrichment.source;

import io.github.iocenrichment.indicator.IndicatorType;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Answers for questions that got no HTTP answer at all, in short words that name no host, address or key. */
public final class SourceFailure {
    private SourceFailure() {
    }

    /**
     * The call itself broke: silence, refused or lost connection. Counts as an outage, unless a breaker kept it from being made.
     *
     * @param cause the exception, however deeply wrapped; only its kind is used, never its text, which may hold addresses
     */
    public static Reading broken(String source, IndicatorType type, String value, Throwable cause, Instant now) {
        if (cause != null && cause.getClass().getSimpleName().equals("CallNotPermittedException")) {
            return breakerOpen(source, type, value, now);
        }
        return new Reading(Answer.without(AnswerState.FAILED, source, type, value, words(cause), now), List.of(), true);
    }

    /** The same with the cause in words that name no host, address or key. */
    public static Reading broken(String source, IndicatorType type, String value, String words, Instant now) {
        return new Reading(Answer.without(AnswerState.FAILED, source, type, value, words, now), List.of(), true);
    }

    /** Not asked, because the source's circuit breaker is open. No outage of its own, or a breaker would keep itself open. */
    public static Reading breakerOpen(String source, IndicatorType type, String value, Instant now) {
        return new Reading(Answer.without(AnswerState.FAILED, source, type, value, "not asked: the source has been failing", now), List.of(), false);
    }

    /** Not asked, because our own count says that the quota is used up. */
    public static Reading quota(String source, IndicatorType type, String value, Instant until, Instant now) {
        return new Reading(Answer.without(AnswerState.QUOTA, source, type, value, "quota used up", now).withAskAgainAt(until), List.of(), false);
    }

    /** Deliberately not asked. */
    public static Reading skipped(String source, IndicatorType type, String value, String reason, Instant now) {
        return new Reading(Answer.without(AnswerState.SKIPPED, source, type, value, reason, now), List.of(), false);
    }

    /** What kind of failure an exception is, for a person; known by class names so that any HTTP client's will do. */
    public static String words(Throwable cause) {
        int links = 0;
        for (Throwable t = cause; t != null && links < 20; t = t.getCause(), links++) {
            if (t instanceof ToldFailure told) {
                return told.getMessage();
            }
        }
        links = 0;
        for (Throwable t = cause; t != null && links < 20; t = t.getCause(), links++) {
            String name = t.getClass().getSimpleName().toLowerCase(Locale.ROOT);
            if (name.contains("connecttimeout") || name.equals("httpconnecttimeoutexception")) {
                return "no connection in time";
            } else if (name.contains("timeout")) {
                return "no answer in time";
            } else if (name.contains("unknownhost") || name.contains("unresolvedaddress")) {
                return "host name not found";
            } else if (name.contains("hostconnect") || name.equals("connectexception")) {
                return "connection refused";
            } else if (name.contains("noroutetohost")) {
                return "host cannot be reached";
            } else if (name.contains("ssl") || name.contains("certificate") || name.contains("certpath")) {
                return "no trusted TLS connection";
            } else if (name.contains("nohttpresponse") || name.contains("connectionclosed") || name.equals("eofexception")) {
                return "connection closed without an answer";
            } else if (name.contains("socketexception") || name.contains("connectionreset")) {
                return "connection lost";
            } else if (name.contains("circularredirect") || name.contains("redirectexception")) {
                return "redirected: wrong base URL, not followed";
            } else if (name.contains("contentlength") || name.contains("truncatedchunk") || name.contains("malformedchunk")) {
                return "the answer was cut short";
            } else if (name.contains("messageconstraint")) {
                return "the answer has too many or too long headers";
            } else if (name.contains("zip") || name.contains("gzip")) {
                return "the answer was wrongly compressed";
            }
        }
        return "the call failed";
    }
}
