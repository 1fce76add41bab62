package io.github.iocenrichment.intake;

import io.github.iocenrichment.ivanti.AttachmentRow;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The attachments of one incident that are read again, while one of them is. */
public final class Readings {
    private final String recId;
    private final @Nullable LaterReading due;
    private final CollectionWork collection;
    private List<LaterReading> all;
    private @Nullable Instant againAt;
    private int priority = 5;
    private boolean settled;
    private boolean found;

    /**
     * @param all        every one, settled ones included
     * @param due        the one to be read now; null when none is
     * @param collection takes what is found in it
     */
    public Readings(String recId, List<LaterReading> all, @Nullable LaterReading due, CollectionWork collection) {
        this.recId = recId;
        this.all = List.copyOf(all);
        this.due = due;
        this.collection = collection;
        this.settled = all.stream().anyMatch(reading -> !reading.isOpen());
        this.againAt = LaterReading.next(all).orElse(null);
    }

    public String getRecId() {
        return recId;
    }

    /** True when an attachment is to be read now. */
    public boolean isDue() {
        return due != null;
    }

    /** The attachment that is to be read now; empty when none is. */
    public List<AttachmentRow> getAttachments() {
        return due == null ? List.of() : List.of(due.row());
    }

    public CollectionWork getCollection() {
        return collection;
    }

    /** True when there is a result, or a final reason, that the analyst may not know yet. */
    public boolean isSettled() {
        return settled;
    }

    /** True when indicators were found that nobody was asked about yet. */
    public boolean isFound() {
        return found;
    }

    /** True when the work goes on later. */
    public boolean isWaiting() {
        return againAt != null;
    }

    public @Nullable Instant getAgainAt() {
        return againAt;
    }

    /** Of the incident, 1 (highest) to 5. */
    public int getPriority() {
        return priority;
    }

    public Readings of(int priorityOfIncident) {
        priority = priorityOfIncident;
        return this;
    }

    public @Nullable LaterReading reading() {
        return due;
    }

    /** The incident has not come far enough: what is found now could not be amended. */
    public Readings notBefore(Instant when) {
        againAt = when;
        settled = false;
        return this;
    }

    public void keep(List<LaterReading> now, boolean more) {
        all = List.copyOf(now);
        settled = all.stream().anyMatch(reading -> !reading.isOpen());
        againAt = LaterReading.next(all).orElse(null);
        found = more;
    }
}
