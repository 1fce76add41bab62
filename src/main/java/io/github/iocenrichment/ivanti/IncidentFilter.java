package io.github.iocenrichment.ivanti;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The question of a poll: which incidents were created since a time, and meet the operator's own condition if there is one.
 * Ivanti does not refuse what it cannot read in a condition but answers with the wrong rows, so the condition is checked here.
 */
public final class IncidentFilter {
    private final String extra;
    private final @Nullable String created;

    /**
     * @param extra  the operator's condition; empty when there is none
     * @param fields the tenant's field names
     * @throws IllegalArgumentException when Ivanti would misread the condition
     */
    public IncidentFilter(String extra, IncidentFields fields) {
        problemIn(extra).ifPresent(problem -> {
            throw new IllegalArgumentException("the extra filter " + problem);
        });
        this.extra = FilterCheck.withoutOuterBracket(extra.strip());
        this.created = fields.name(IncidentFields.CREATED);
    }

    /** What Ivanti would misread in a condition, as the end of the sentence "the filter …"; empty when it is sound. */
    public static Optional<String> problemIn(String extra) {
        return extra.isBlank() ? Optional.empty() : FilterCheck.problemIn(extra.strip());
    }

    /** The condition as Ivanti reads it, not yet encoded: {@code (<extra>) and CreatedDateTime ge 2026-02-11T09:30:00Z}. */
    public String since(Instant since) {
        String condition = created + " ge " + since.truncatedTo(ChronoUnit.SECONDS);
        return extra.isEmpty() ? condition : "(" + extra + ") and " + condition;
    }

    /**
     * The whole query of one page, percent-encoded.
     *
     * @param since watermark less the overlap
     * @param top   page size, 1 to 100
     * @param skip  rows received so far
     */
    public String pageQuery(Instant since, int top, int skip) {
        if (top < 1 || top > 100 || skip < 0) {
            throw new IllegalArgumentException("no such page: top " + top + ", skip " + skip);
        }
        return "$filter=" + QueryText.encode(since(since)) + "&$orderby=" + QueryText.encode(created + " asc") + "&$top=" + top + "&$skip=" + skip;
    }
}
