package io.github.iocenrichment.report;

import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.source.KeptWords;
import io.github.iocenrichment.source.Source.Trait;
import io.github.iocenrichment.source.SourceCatalog;
import io.github.iocenrichment.source.SourceFailure;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What one source said, or why it said nothing, in one line. The states never collapse into one another. */
final class AnswerWords {
    private static final int MAX = 300;
    private final Messages messages;
    private final Instant now;

    /** @param now the time of the report */
    AnswerWords(Messages messages, Instant now) {
        this.messages = messages;
        this.now = now;
    }

    String of(Answer answer) {
        return switch (answer.state()) {
            case FOUND -> found(answer);
            case NOT_FOUND -> notFound(answer);
            case PENDING -> pending(answer);
            case QUOTA -> messages.say("answer.not-asked", "reason", reason(answer, MAX)) + again(answer.askAgainAt());
            case REJECTED, UNAUTHORISED, FAILED -> withReason("answer.not-answered", answer);
            case SKIPPED -> withReason("answer.not-asked", answer);
        };
    }

    /** The source as it is named before its words: {@code AbuseIPDB, answer kept by Intel Exchange of 11 Feb 2026 09:30 UTC}. */
    String title(Answer answer) {
        return SourceNames.of(answer.source(), messages) + KeptWords.in(answer.state() == AnswerState.FOUND ? answer.summary() : answer.reason())
                .map(kept -> ", " + messages.translate(SafeText.words(kept, MAX))).orElse("");
    }

    /** With the source's name, for a list whose heading already says "not asked" or "not answered". */
    String named(Answer answer) {
        String words = reason(answer, MAX) + (answer.state() == AnswerState.QUOTA ? again(answer.askAgainAt()) : "");
        if (answer.source().equals(Answer.NO_SOURCE)) {
            return words;
        }
        String name = SourceNames.of(answer.source(), messages);
        if (answer.state() == AnswerState.QUOTA && !SourceFailure.isOverShare(answer)) {
            return name + " " + words;
        }
        return words.startsWith(name) ? words : name + ": " + words;
    }

    private String found(Answer answer) {
        return Times.readable(summary(answer) + new KevWords(messages, now).of(answer), messages);
    }

    private String summary(Answer answer) {
        String summary = SafeText.words(KeptWords.without(answer.summary()), MAX);
        String words = summary.isEmpty() ? messages.say("answer.known") : messages.translate(summary);
        if (answer.observedAt() == null) {
            return words;
        }
        String date = Times.date(answer.observedAt(), messages);
        return words.contains(date) || words.contains(Times.isoDate(answer.observedAt())) ? words
                : words + ", " + messages.sayOr("answer.observed." + answer.source(), "answer.observed.other", "date", date);
    }

    private String notFound(Answer answer) {
        String reason = SafeText.words(KeptWords.without(answer.reason()), MAX);
        if (SourceCatalog.is(answer.source(), Trait.CVES)) {
            return reason.isEmpty() ? messages.say("answer.not-found." + answer.source()) : messages.translate(reason);
        }
        if (reason.startsWith("not seen in this form")) {
            return messages.translate(reason);
        }
        return reason.isEmpty() || reason.startsWith("never seen") ? messages.say("answer.never-seen")
                : messages.say("answer.never-seen-because", "reason", messages.translate(reason));
    }

    /** Why nobody has seen it, behind the name of the source in a list whose heading says the rest; empty when there is nothing to add. */
    String whyNeverSeen(Answer answer) {
        String reason = SafeText.words(answer.reason(), MAX);
        return reason.isEmpty() || reason.startsWith("never seen") ? "" : " (" + messages.translate(reason) + ")";
    }

    private String pending(Answer answer) {
        String reason = SafeText.words(answer.reason(), MAX);
        return reason.isEmpty() ? messages.say("answer.pending") : messages.translate(reason);
    }

    /** @param when null when it is not known */
    String again(@Nullable Instant when) {
        return when == null ? "" : ", " + messages.say("answer.again", "time", Times.clock(when, now, messages));
    }

    /** Why there is no answer, in a few words and without "not asked" or "not answered" before them. @param max characters */
    String reason(Answer answer, int max) {
        if (answer.state() == AnswerState.QUOTA && !SourceFailure.isOverShare(answer)) {
            return messages.say("answer.quota");
        }
        String reason = bare(answer, max);
        return reason.isEmpty() ? otherwise(answer.state()) : messages.translate(reason);
    }

    private static String bare(Answer answer, int max) {
        return SafeText.words(answer.reason(), max).replaceFirst("^not (asked|answered): ", "");
    }

    private String otherwise(AnswerState state) {
        return switch (state) {
            case REJECTED -> messages.say("answer.refused-question");
            case UNAUTHORISED -> messages.say("answer.refused-key");
            case SKIPPED -> messages.say("answer.no-reason");
            default -> messages.say("answer.unusable");
        };
    }

    private String withReason(String key, Answer answer) {
        String said = SafeText.words(answer.reason(), MAX);
        // the reason itself says that nothing was asked, whatever the state
        String by = said.startsWith("not asked: ") ? "answer.not-asked" : said.startsWith("not answered: ") ? "answer.not-answered" : key;
        String reason = bare(answer, MAX);
        return messages.say(by, "reason", reason.isEmpty() ? otherwise(answer.state()) : messages.translate(reason));
    }
}
