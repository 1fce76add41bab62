package io.github.iocenrichment.journey;

import io.github.iocenrichment.attachment.Unread;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.ivanti.Incident;
import java.util.ArrayList;
import java.util.List;

/** The collection of one incident while its parts come in. */
public final class Collecting {
    private final String recId;
    private final String stage;
    private final List<List<Indicator>> indicators = new ArrayList<>();
    private final List<Unread> unread = new ArrayList<>();
    private Incident incident;
    private int attachmentsRead;

    /** @param stage the stage that the incident has reached */
    Collecting(String recId, String stage) {
        this.recId = recId;
        this.stage = stage;
    }

    /** True when everything was collected and only the hand-over may be missing. */
    public boolean isCollectedBefore() {
        return stage.equals(Stages.COLLECTED);
    }

    /** True when a later stage has been reached: the hand-over is done. */
    public boolean isFurtherOn() {
        return !isCollectedBefore() && !stage.equals(Stages.ADMITTED) && !stage.equals(Stages.COLLECTING);
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
