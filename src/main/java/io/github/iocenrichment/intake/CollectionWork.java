package io.github.iocenrichment.intake;

import io.github.iocenrichment.attachment.MemoryBudget;
import io.github.iocenrichment.attachment.Unread;
import io.github.iocenrichment.indicator.IndicatorCollection;
import io.github.iocenrichment.ivanti.AttachmentRow;
import io.github.iocenrichment.ivanti.BusinessObject;
import io.github.iocenrichment.ivanti.Incident;
import io.github.iocenrichment.report.CountedOnly;
import io.github.iocenrichment.report.SafeText;
import io.github.iocenrichment.stage.Stages;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The collection of one incident while its parts come in, one after the other. Whatever the incident holds, its size is bounded. */
public final class CollectionWork {
    /** Lines about what was not read; the note shows fewer. */
    private static final int UNREAD_MAX = 500;
    private static final int WORDS_MAX = 500;

    private final BusinessObject object;
    private final String recId;
    private final String stage;
    private final IndicatorCollection indicators;
    private final List<CountedOnly> countedOnly = new ArrayList<>();
    private final List<Unread> unread = new ArrayList<>();
    private final List<LaterReading> readings = new ArrayList<>();
    private @Nullable Incident incident;
    private int attachmentsRead;
    private int unreadLeftOut;
    private @Nullable String failure;
    private MemoryBudget.@Nullable Reservation held;
    private @Nullable Instant noCallBefore;
    private Duration pause = Duration.ZERO;
    private Duration waited = Duration.ZERO;

    /** That of an incident, and of no other object. */
    public CollectionWork(String recId, String stage, IndicatorCollection indicators) {
        this(BusinessObject.INCIDENT, recId, stage, indicators);
    }

    /**
     * @param object     what it is in Ivanti
     * @param stage      the stage that the incident has reached
     * @param indicators keeps the indicators within its limit
     */
    public CollectionWork(BusinessObject object, String recId, String stage, IndicatorCollection indicators) {
        this.object = object;
        this.recId = recId;
        this.stage = stage;
        this.indicators = indicators;
    }

    /** True when everything was collected and only the hand-over may be missing. */
    public boolean isCollectedBefore() {
        return stage.equals(Stages.COLLECTED);
    }

    /** True when a later stage has been reached: the hand-over is done. */
    public boolean isFurtherOn() {
        return !isCollectedBefore() && !stage.equals(Stages.ADMITTED) && !stage.equals(Stages.COLLECTING);
    }

    BusinessObject object() {
        return object;
    }

    /** Its path in Ivanti. */
    public String getPath() {
        return object.path(recId);
    }

    public String getRecId() {
        return recId;
    }

    /** Priority of the incident, 1 is the most urgent; 5 when Ivanti does not say. */
    public int getPriority() {
        return incident != null && incident.priority().matches("[1-5]") ? Integer.parseInt(incident.priority()) : 5;
    }

    /** True when an attachment is to be read again later. */
    public boolean isReadAgain() {
        return readings.stream().anyMatch(LaterReading::isOpen);
    }

    /** When the first of them is to be read again. */
    public Instant getReadAgainAt() {
        return LaterReading.next(readings).orElseThrow();
    }

    void incident(Incident read) {
        incident = read;
    }

    @Nullable Incident incident() {
        return incident;
    }

    public IndicatorCollection indicators() {
        return indicators;
    }

    /** Notes what was not read in a text, what it held beyond the limits, and which of them it was. @param within the text's own collection */
    void countedOnly(String source, CollectIncident.Limits limits, IndicatorCollection within) {
        within.unread().forEach(reason -> unread(source, reason));
        boolean incidentFull = within.size() < limits.perAttachment() && indicators.size() >= limits.perIncident();
        countedOnly(source, incidentFull ? "work.max-indicators" : "attachment.max-indicators", within);
    }

    /** The same when it is known which limit it was. */
    public void countedOnly(String source, String setting, IndicatorCollection within) {
        if (!within.leftOut().isEmpty()) {
            countedOnly.add(new CountedOnly(source, setting, within.leftOut()));
        }
    }

    public List<CountedOnly> countedOnly() {
        return countedOnly;
    }

    public void unread(String name, @Nullable String reason) {
        if (unread.size() < UNREAD_MAX) {
            unread.add(new Unread(SafeText.line(name, WORDS_MAX), SafeText.line(reason, WORDS_MAX)));
        } else {
            unreadLeftOut++;
        }
    }

    public List<Unread> unread() {
        List<Unread> all = new ArrayList<>(unread);
        if (unreadLeftOut > 0) {
            all.add(new Unread("attachments", unreadLeftOut + " more files and parts were not or not wholly read"));
        }
        return all;
    }

    /** Memory that is held for the attachment at hand, in place of what was held for the one before; null for none. */
    void holding(MemoryBudget.@Nullable Reservation memory) {
        if (held != null) {
            held.close();
        }
        held = memory;
    }

    /** An attachment that cannot be had now. */
    void failed(AttachmentRow row, String reason) {
        failure = reason;
        unread(row.name(), reason);
    }

    /** Why an attachment could not be had; null when each could. */
    public @Nullable String failure() {
        return failure;
    }

    /** An attachment that is read again later, for there was no memory or no time for it, or Ivanti took no call. */
    void later(LaterReading reading) {
        readings.add(reading);
    }

    public List<LaterReading> readings() {
        return readings;
    }

    /** Ivanti takes no call before that time. */
    void noCallBefore(Instant when) {
        noCallBefore = when;
    }

    /** Until when Ivanti takes no call; null when it did not say so. */
    @Nullable Instant noCallBefore() {
        return noCallBefore;
    }

    /** For how long its downloads have made a thread wait. */
    Duration waited() {
        return waited;
    }

    void pausing(Duration now) {
        pause = now;
        waited = waited.plus(now);
    }

    /** For how long Ivanti is not called now. */
    public Duration getPause() {
        return pause;
    }

    void read() {
        attachmentsRead++;
    }

    public int attachmentsRead() {
        return attachmentsRead;
    }
}
