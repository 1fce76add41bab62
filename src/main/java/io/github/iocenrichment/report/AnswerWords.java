package io.github.iocenrichment.report;

import io.github.iocenrichment.source.Answer;
import java.time.Instant;

/** What one source said, or why it said nothing, in one line. The states never collapse into one another. */
final class AnswerWords {
    private static final int MAX = 300;

    private AnswerWords() {
    }

    static String of(Answer answer, Instant now) {
        return switch (answer.state()) {
            case FOUND -> found(answer);
            case NOT_FOUND -> "never seen";
            case PENDING -> "analysis not finished" + again(answer, now);
            case REJECTED -> withReason("question refused", answer);
            case QUOTA -> "not asked: quota" + again(answer, now);
            case UNAUTHORISED -> withReason("not answered: key or its rights refused", answer);
            case FAILED -> withReason("not answered", answer);
            case SKIPPED -> withReason("not asked", answer);
        };
    }

    /** Behind the source's name where the heading already says "not asked". */
    static String shortly(Answer answer, Instant now) {
        String words = of(answer, now);
        return words.startsWith("not asked: ") ? words.substring("not asked: ".length()) : words;
    }

    private static String found(Answer answer) {
        String summary = SafeText.words(answer.summary(), MAX);
        String words = summary.isEmpty() ? "known" : summary;
        if (answer.observedAt() == null) {
            return words;
        }
        String date = Times.date(answer.observedAt());
        return words.contains(date) ? words : words + ", " + ("abuseipdb".equals(answer.source()) ? "last reported " : "analysed ") + date;
    }

    private static String again(Answer answer, Instant now) {
        return answer.askAgainAt() == null ? "" : ", asked again after " + Times.clock(answer.askAgainAt(), now);
    }

    private static String withReason(String words, Answer answer) {
        String reason = SafeText.words(answer.reason(), MAX);
        return reason.isEmpty() ? words : words + ": " + reason;
    }
}
