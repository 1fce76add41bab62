package io.github.iocenrichment.report;

import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.Facts;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** What a list of exploited CVEs asks its readers to do: by when, whether to look for traces first, and how. */
final class KevWords {
    /** As much of a text as is kept: the whole of what such lists hold. */
    private static final int TEXT_MAX = 1000;
    private final Messages messages;
    private final Instant now;

    /** @param now the time of the report */
    KevWords(Messages messages, Instant now) {
        this.messages = messages;
        this.now = now;
    }

    /** Behind the summary of an answer; empty for answers of other sources. */
    String of(Answer answer) {
        Facts facts = Facts.of(answer);
        if (!facts.is("knownExploited")) {
            return "";
        }
        StringBuilder words = new StringBuilder();
        facts.text("kevDueDate").ifPresent(due -> words.append(", ").append(messages.say(isPast(due) ? "kev.due-passed" : "kev.due", "date",
                SafeText.words(due, 20))));
        if (facts.is("kevForensicTriage")) {
            words.append("; ").append(messages.say("kev.triage"));
        }
        facts.text("kevAction").map(action -> SafeText.words(action, TEXT_MAX).replaceFirst("\\.$", "")).filter(action -> !action.isEmpty())
                .ifPresent(action -> words.append("; ").append(messages.say("kev.action", "action", action)));
        facts.text("kevDescription").map(text -> SafeText.words(text, TEXT_MAX).replaceFirst("\\.$", "")).filter(text -> !text.isEmpty())
                .ifPresent(text -> words.append("; ").append(messages.say("kev.about", "description", text)));
        return words.toString();
    }

    private boolean isPast(String due) {
        try {
            return LocalDate.parse(due).isBefore(LocalDate.ofInstant(now, ZoneOffset.UTC));
        } catch (DateTimeException noDay) {
            return false;
        }
    }
}
