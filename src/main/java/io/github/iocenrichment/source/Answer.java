package io.github.iocenrichment.source;

import io.github.iocenrichment.indicator.IndicatorType;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one source said, or why it said nothing, about one indicator. Kept in the store as JSON, so every part is plain data.
 *
 * @param source     the source's name as in the settings ({@code abuseipdb})
 * @param type       kind of the indicator asked about
 * @param value      its canonical value
 * @param state      what became of the question
 * @param reason     why there is no finding, in a few words; null when {@link AnswerState#FOUND}
 * @param askAgainAt earliest time to ask again, for quota, pending and what was found while a part is missing; else null
 * @param answeredAt when this state was reached; the age of a cached answer counts from here
 * @param observedAt the vendor's own time of analysis or last report; null when it gave none
 * @param link       the vendor's page for analysts, never an API address; null when there is none
 * @param summary    one line for people ({@code 17 of 94 engines, phishing}); plain text, bounded; null when nothing was found
 * @param facts      the vendor's figures that scoring, note and STIX use, under the names that the vendor's reader documents
 */
public record Answer(String source, IndicatorType type, @Nullable String value, AnswerState state, @Nullable String reason,
                     @Nullable Instant askAgainAt, Instant answeredAt, @Nullable Instant observedAt, @Nullable String link, @Nullable String summary,
                     Map<String, Object> facts) {

    /** Stands for the source where an answer says why no particular one was asked. */
    public static final String NO_SOURCE = "none";

    public Answer {
        facts = facts == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    /** The question that it answers: source, type and value. */
    public String question() {
        return source + '|' + type.label() + '|' + value;
    }

    /** An answer without a finding. */
    public static Answer without(AnswerState state, String source, IndicatorType type, @Nullable String value, @Nullable String reason, Instant at) {
        return new Answer(source, type, value, state, reason, null, at, null, null, null, Map.of());
    }

    public Answer withAskAgainAt(@Nullable Instant when) {
        return new Answer(source, type, value, state, reason, when, answeredAt, observedAt, link, summary, facts);
    }

    /** The same answer under another value: a URL was asked about with its secrets masked. */
    public Answer withValue(String other) {
        return about(type, other);
    }

    /** The same answer for another hash of the same file. */
    public Answer about(IndicatorType otherType, String otherValue) {
        return new Answer(source, otherType, otherValue, state, reason, askAgainAt, answeredAt, observedAt, link, summary, facts);
    }

    public Answer withLink(@Nullable String page) {
        return new Answer(source, type, value, state, reason, askAgainAt, answeredAt, observedAt, page, summary, facts);
    }
}
