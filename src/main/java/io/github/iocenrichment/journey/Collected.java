package io.github.iocenrichment.journey;

import io.github.iocenrichment.attachment.Unread;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.ivanti.Incident;
import io.github.iocenrichment.report.SourceIncident;
import java.util.List;

/**
 * What the collecting stage found in one incident; kept in the store as the document {@code collected}.
 *
 * @param incident    the incident as it was read, without its description
 * @param indicators  what will be asked about, in reading order
 * @param overLimit   indicators beyond {@code enrichment.max-indicators}
 * @param unread      what was not or not wholly read
 * @param attachments how many attachments were read
 */
public record Collected(Incident incident, List<Indicator> indicators, List<Indicator> overLimit, List<Unread> unread, int attachments) {
    static final String DOCUMENT = "collected";

    /** With the marking that the incident has by now. */
    Collected withTlp(String marking) {
        return new Collected(incident.withTlp(marking), indicators, overLimit, unread, attachments);
    }

    /** The incident as reports name it. */
    SourceIncident source() {
        String number = incident.number().isEmpty() ? incident.recId().substring(0, 8) : incident.number();
        return new SourceIncident(incident.recId(), number, incident.subject(), incident.createdAt());
    }
}
