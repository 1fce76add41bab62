package io.github.iocenrichment.report;

import java.time.Instant;

/**
 * The incident that a report is about, as far as the report names it.
 *
 * @param recId     Ivanti's key
 * @param number    the number that people use, digits as Ivanti shows them
 * @param subject   its subject, untrusted text
 * @param createdAt when it was opened; null when Ivanti did not say
 */
public record SourceIncident(String recId, String number, String subject, Instant createdAt) {
}
