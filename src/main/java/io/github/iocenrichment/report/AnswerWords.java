package io.github.iocenrichment.report;

import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.source.SourceFailure;
import java.time.Instant;
import java.util.Map;

/** What one source said, or why it said nothing, in one line. The states never collapse into one another. */
final class AnswerWords {
    private static final int MAX = 300;
    /** What "no record" means where it says nothing about having been seen. */
    private static final Map<String, String> NOT_FOUND = Map.of("nvd", "no record", "epss", "no score", "kev", "not in the catalogue");
    /** What the vendor's own time is the time of. */
    private static final Map<String, String> OBSERVED = Map.of("abuseipdb", "last reported", "virustotal", "analysed", "hybrid-analysis", "analysed",
            "nvd", "last changed", "kev", "listed");

    private AnswerWords() {
    }

    static String of(Answer answer, Instant now) {
        return switch (answer.state()) {
            case FOUND -> found(answer);
            case NOT_FOUND -> notFound(answer);
            case PENDING -> pending(answer);
            case REJECTED -> withReason("not answered", answer);
            case QUOTA -> "not asked: " + reason(answer, MAX) + again(answer.askAgainAt(), now);
            case UNAUTHORISED -> withReason("not answered", answer);
            case FAILED -> withReason("not answered", answer);
            case SKIPPED -> withReason("not asked", answer);
        };
    }

    /** With the source's name, for a list whose heading already says "not asked" or "not answered". */
    static String named(Answer answer, Instant now) {
        String name = SourceNames.of(answer.source());
        String words = of(answer, now).replaceFirst("^not (asked|answered): ", "");
        if (answer.source().equals(Answer.NO_SOURCE)) {
            return words;
        }
        if (answer.state() == AnswerState.QUOTA && !SourceFailure.isOverShare(answer)) {
            return name + " " + words;
        }
        return words.startsWith(name) ? words : name + ": " + words;
    }

    private static String found(Answer answer) {
        String summary = SafeText.words(answer.summary(), MAX);
        String words = summary.isEmpty() ? "known" : summary;
        if (answer.observedAt() == null) {
            return words;
        }
        String date = Times.date(answer.observedAt());
        return words.contains(date) || words.contains(Times.isoDate(answer.observedAt())) ? words : words + ", " + OBSERVED.getOrDefault(answer.source(), "as of") + " " + date;
    }

    private static String notFound(Answer answer) {
        String reason = SafeText.words(answer.reason(), MAX);
        if (NOT_FOUND.containsKey(answer.source())) {
            return reason.isEmpty() ? NOT_FOUND.get(answer.source()) : reason;
        }
        if (reason.startsWith("not seen in this form")) {
            return reason;
        }
        return reason.isEmpty() || reason.startsWith("never seen") ? "never seen" : "never seen (" + reason + ")";
    }

    private static String pending(Answer answer) {
        String reason = SafeText.words(answer.reason(), MAX);
        return reason.isEmpty() ? "analysis not finished" : reason;
    }

    /** @param when null when it is not known */
    static String again(Instant when, Instant now) {
        return when == null ? "" : ", asked again after " + Times.clock(when, now);
    }

    /** Why there is no answer, in a few words and without "not asked" or "not answered" before them. @param max characters */
    static String reason(Answer answer, int max) {
        if (answer.state() == AnswerState.QUOTA) {
            return SourceFailure.isOverShare(answer) ? SafeText.words(answer.reason(), max) : "quota";
        }
        String reason = SafeText.words(answer.reason(), max).replaceFirst("^not (asked|answered): ", "");
        return reason.isEmpty() ? otherwise(answer.state()) : reason;
    }

    private static String otherwise(AnswerState state) {
        return switch (state) {
            case REJECTED -> "the question was refused";
            case UNAUTHORISED -> "the key or its rights were refused";
            case SKIPPED -> "no reason given";
            default -> "no usable answer";
        };
    }

    private static String withReason(String words, Answer answer) {
        String reason = SafeText.words(answer.reason(), MAX);
        if (reason.startsWith("not asked") || reason.startsWith("not answered")) {
            return reason;
        }
        return words + ": " + (reason.isEmpty() ? otherwise(answer.state()) : reason);
    }
}
