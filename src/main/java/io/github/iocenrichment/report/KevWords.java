package io.github.iocenrichment.report;

import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.ExploitedFacts;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

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
        ExploitedFacts facts = ExploitedFacts.of(answer);
        if (!facts.exploited()) {
            return "";
        }
        StringBuilder words = new StringBuilder();
        Optional.ofNullable(facts.dueDate()).ifPresent(due -> words.append(", ").append(messages.say(isPast(due) ? "kev.due-passed" : "kev.due", "date",
                SafeText.words(due, 20))));
        if (facts.forensicTriage()) {
            words.append("; ").append(messages.say("kev.triage"));
        }
        Optional.ofNullable(facts.action()).map(action -> SafeText.words(action, TEXT_MAX)).filter(action -> !action.isEmpty())
                .ifPresent(action -> words.append("; ").append(messages.say("kev.action", "action", action)));
        Optional.ofNullable(facts.description()).map(text -> SafeText.words(text, TEXT_MAX)).filter(text -> !text.isEmpty())
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
