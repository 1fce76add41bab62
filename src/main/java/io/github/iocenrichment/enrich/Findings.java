package io.github.iocenrichment.enrich;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.iocenrichment.verdict.Finding;
import java.time.Instant;
import java.util.List;

/**
 * What the sources said about one incident's indicators; kept in the store as the document {@code findings}.
 *
 * @param findings   one for each indicator, in reading order
 * @param at         when they were put together
 * @param outages  in how many rounds since the report a source failed
 * @param unreported   whether there is news that waits for more news before it is reported
 */
public record Findings(List<Finding> findings, Instant at, int outages, @JsonProperty("untold") boolean unreported) {
    public static final String DOCUMENT = "findings";
}
