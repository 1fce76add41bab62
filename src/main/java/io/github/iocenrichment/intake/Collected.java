package io.github.iocenrichment.intake;

import io.github.iocenrichment.attachment.Unread;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.ivanti.Incident;
import io.github.iocenrichment.report.CountedOnly;
import io.github.iocenrichment.report.SourceIncident;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What was found in one incident; kept in the store as the document {@code collected}. Its size is bounded by {@code work.max-indicators}.
 *
 * @param incident    the incident as it was read, without its description
 * @param indicators  what will be asked about, in reading order
 * @param overLimit   indicators beyond {@code enrichment.max-indicators}, without their places
 * @param countedOnly what was found beyond {@code attachment.max-indicators} and {@code work.max-indicators}
 * @param unread      what was not or not wholly read, those that are read again left out
 * @param attachments how many attachments were read
 * @param readings    attachments that are or were read again, in the order of the first try
 */
public record Collected(Incident incident, List<Indicator> indicators, List<Indicator> overLimit, List<CountedOnly> countedOnly, List<Unread> unread,
                        int attachments, List<LaterReading> readings) {
    public static final String DOCUMENT = "collected";

    public Collected {
        indicators = List.copyOf(indicators);
        overLimit = List.copyOf(overLimit);
        // documents of earlier versions have neither
        countedOnly = List.copyOf(Objects.requireNonNullElse(countedOnly, List.of()));
        unread = List.copyOf(unread);
        readings = List.copyOf(Objects.requireNonNullElse(readings, List.of()));
    }

    /** With the marking that the incident has by now. */
    public Collected withTlp(String marking) {
        return new Collected(incident.withTlp(marking), indicators, overLimit, countedOnly, unread, attachments, readings);
    }

    /** What the note names as not read: for good, or not yet. */
    public List<Unread> allUnread() {
        List<Unread> all = new ArrayList<>(unread);
        readings.stream().filter(LaterReading::isOpen).forEach(reading -> all.add(reading.asUnread()));
        return all;
    }

    /** The incident as reports name it. */
    public SourceIncident source() {
        String number = incident.number().isEmpty() ? incident.recId().substring(0, 8) : incident.number();
        return new SourceIncident(incident.recId(), number, incident.subject(), incident.createdAt(), incident.named());
    }
}
