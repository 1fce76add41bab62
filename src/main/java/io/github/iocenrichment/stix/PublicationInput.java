package io.github.iocenrichment.stix;

import io.github.iocenrichment.verdict.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known about one incident when it is published.
 *
 * @param recordId          the incident's record id, which never changes
 * @param incidentNumber    its number, as analysts know it
 * @param incidentCreatedAt when it was opened
 * @param findings          its indicators with answers and verdicts; what must not be published is left out here
 * @param tlp               the incident's own marking; null for the configured one
 * @param withdrawn         keys ({@link io.github.iocenrichment.indicator.Indicator#key()}) of the findings whose indicator is to be taken
 *                          back. It goes out once more, revoked; that indicator is never sent again, by no incident
 * @param observedOnly      keys of findings that are published as observables and never as indicators, whatever their verdict
 */
public record PublicationInput(String recordId, String incidentNumber, Instant incidentCreatedAt, List<Finding> findings, @Nullable Tlp tlp,
                               Set<String> withdrawn, Set<String> observedOnly) {

    public PublicationInput {
        Objects.requireNonNull(recordId, "recordId");
        Objects.requireNonNull(incidentNumber, "incidentNumber");
        Objects.requireNonNull(incidentCreatedAt, "incidentCreatedAt");
        findings = List.copyOf(findings);
        withdrawn = Set.copyOf(withdrawn);
        observedOnly = Set.copyOf(observedOnly);
    }

    public PublicationInput(String recordId, String incidentNumber, Instant incidentCreatedAt, List<Finding> findings) {
        this(recordId, incidentNumber, incidentCreatedAt, findings, null, Set.of(), Set.of());
    }

    public PublicationInput withTlp(@Nullable Tlp marking) {
        return new PublicationInput(recordId, incidentNumber, incidentCreatedAt, findings, marking, withdrawn, observedOnly);
    }

    public PublicationInput withdrawing(Set<String> keys) {
        return new PublicationInput(recordId, incidentNumber, incidentCreatedAt, findings, tlp, keys, observedOnly);
    }

    public PublicationInput observing(Set<String> keys) {
        return new PublicationInput(recordId, incidentNumber, incidentCreatedAt, findings, tlp, withdrawn, keys);
    }
}
