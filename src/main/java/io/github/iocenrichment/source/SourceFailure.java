package io.github.iocenrichment.source;

import io.github.iocenrichment.http.AnswerTooLongException;
import io.github.iocenrichment.http.ReportedFailure;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.jspecify.annotations.Nullable;

/** Answers for questions that got no HTTP answer at all, in short words that name no host, address or key. */
public final class SourceFailure {
    /** Why a host is not asked about. */
    public static final String URL_INSTEAD = "its URL is looked up instead";
    private static final String OVER_SHARE = "over this incident's share of ";
    private static final String BEING_ASKED = "being asked for another incident";
    private static final String NOT_ASKED = "not asked: ";
    private static final Set<String> AFTER_CONNECTING = Set.of("no answer in time", "connection closed without an answer", "connection lost",
            "redirected: wrong base URL, not followed", "the answer was cut short", "the answer has too many or too long headers",
            "the answer was wrongly compressed");

    private SourceFailure() {
    }

    /**
     * The call itself broke: silence, refused or lost connection. Counts as an outage, unless a breaker kept it from being made.
     *
     * @param cause the exception, however deeply wrapped; only its kind is used, never its text, which may hold addresses
     */
    public static Reading broken(String source, IndicatorType type, String value, Throwable cause, Instant now) {
        if (cause instanceof CallNotPermittedException) {
            return breakerOpen(source, type, value, now);
        }
        return new Reading(Answer.without(AnswerState.FAILED, source, type, value, words(cause), now), List.of(), true);
    }

    /** The same with the cause in words that name no host, address or key. */
    public static Reading broken(String source, IndicatorType type, String value, String words, Instant now) {
        return new Reading(Answer.without(AnswerState.FAILED, source, type, value, words, now), List.of(), true);
    }

    /** Whether no call was made, because the circuit breaker is open; the fallback of an open breaker has no exception. */
    public static boolean isBreakerOpen(@Nullable Throwable cause) {
        return cause == null || cause instanceof CallNotPermittedException;
    }

    /** Not asked, because the source's circuit breaker is open. No outage of its own, or a breaker would keep itself open. */
    public static Reading breakerOpen(String source, IndicatorType type, String value, Instant now) {
        return new Reading(Answer.without(AnswerState.FAILED, source, type, value, NOT_ASKED + "the source has been failing", now), List.of(), false);
    }

    /** Not asked, because our own count says that the quota is used up. */
    public static Reading quota(String source, IndicatorType type, String value, Instant until, Instant now) {
        return new Reading(Answer.without(AnswerState.QUOTA, source, type, value, "quota used up", now).withAskAgainAt(until), List.of(), false);
    }

    /** Not asked before the next day, because this incident has used its part of the source's day. @param title the source's name as people know it */
    public static Reading overShare(String source, String title, IndicatorType type, String value, Instant until, Instant now) {
        return new Reading(Answer.without(AnswerState.QUOTA, source, type, value, OVER_SHARE + title, now).withAskAgainAt(until), List.of(), false);
    }

    public static boolean isOverShare(Answer answer) {
        return answer.state() == AnswerState.QUOTA && answer.reason() != null && answer.reason().startsWith(OVER_SHARE);
    }

    /** Deliberately not asked about a host, whose URL is asked about. */
    public static boolean isUrlAskedInstead(Answer answer) {
        return answer.state() == AnswerState.SKIPPED && URL_INSTEAD.equals(answer.reason());
    }

    /** Not asked now, because another incident is asking the same. */
    public static Reading beingAsked(String source, IndicatorType type, String value, Instant until, Instant now) {
        return new Reading(Answer.without(AnswerState.FAILED, source, type, value, BEING_ASKED, now).withAskAgainAt(until), List.of(), false);
    }

    public static boolean isBeingAsked(Answer answer) {
        return answer.state() == AnswerState.FAILED && BEING_ASKED.equals(answer.reason());
    }

    /** Whether the answer says that no call was made, though one was wanted: another asks already, or the breaker is open. */
    public static boolean isNotAsked(Answer answer) {
        return answer.state() == AnswerState.FAILED && answer.reason() != null && (isBeingAsked(answer) || answer.reason().startsWith(NOT_ASKED));
    }

    /** Deliberately not asked. */
    public static Reading skipped(String source, IndicatorType type, String value, @Nullable String reason, Instant now) {
        return new Reading(Answer.without(AnswerState.SKIPPED, source, type, value, reason, now), List.of(), false);
    }

    /** Whether a call that broke had got as far as the source: without a connection nothing was asked. */
    public static boolean mayHaveReachedTheSource(Throwable cause) {
        for (Throwable t : ExceptionUtils.getThrowableList(cause)) {
            if (t instanceof AnswerTooLongException) {
                return true;
            }
        }
        return AFTER_CONNECTING.contains(words(cause));
    }

    /** What kind of failure an exception is, for a person; known by class names so that any HTTP client's will do. */
    public static String words(Throwable cause) {
        for (Throwable t : ExceptionUtils.getThrowableList(cause)) {
            if (t instanceof ReportedFailure reported) {
                return reported.getMessage();
            }
        }
        for (Throwable t : ExceptionUtils.getThrowableList(cause)) {
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
