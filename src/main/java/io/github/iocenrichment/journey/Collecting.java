package io.github.iocenrichment.journey;

import io.github.iocenrichment.attachment.Unread;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.ivanti.Incident;
import java.util.ArrayList;
import java.util.List;

/** The collection of one incident while its parts come in. */
public final class Collecting {
    private final String recId;
    private final List<List<Indicator>> indicators = new ArrayList<>();
    private final List<Unread> unread = new ArrayList<>();
    private Incident incident;
    private int attachmentsRead;

    Collecting(String recId) {
        this.recId = recId;
    }

    public String getRecId() {
        return recId;
    }

    /** Priority of the incident, 1 is the most urgent; 5 when Ivanti does not say. */
    public int getPriority() {
        return incident != null && incident.priority().matches("[1-5]") ? Integer.parseInt(incident.priority()) : 5;
    }

    void incident(Incident read) {
        incident = read;
    }

    Incident incident() {
        return incident;
    }

    void found(List<Indicator> more) {
        indicators.add(more);
    }

    List<List<Indicator>> indicators() {
        return indicators;
    }

    void unread(String name, String reason) {
        unread.add(new Unread(name, reason));
    }

    List<Unread> unread() {
        return unread;
    }

    void read() {
        attachmentsRead++;
    }

    int attachmentsRead() {
        return attachmentsRead;
    }
}
