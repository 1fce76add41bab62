package io.github.iocenrichment.journey;

import io.github.iocenrichment.attachment.Unread;
import io.github.iocenrichment.indicator.Indicator;
import java.time.Instant;
import java.util.List;

/**
 * What the collecting stage found in one incident; kept in the store as the document {@code collected}.
 *
 * @param recId        the incident's key
 * @param number       the number that people use
 * @param subject      its subject
 * @param createdAt    when it was opened
 * @param customerId   RecId of its customer, or null
 * @param customerKind kind of that customer ({@code Employee}), or null
 * @param indicators   what will be asked about, in reading order
 * @param overLimit    indicators beyond {@code enrichment.max-indicators}
 * @param unread       what was not or not wholly read
 * @param attachments  how many attachments were read
 */
public record Collected(String recId, String number, String subject, Instant createdAt, String customerId, String customerKind,
                        List<Indicator> indicators, List<Indicator> overLimit, List<Unread> unread, int attachments) {
    static final String DOCUMENT = "collected";
}
