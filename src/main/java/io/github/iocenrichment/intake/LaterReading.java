package io.github.iocenrichment.intake;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.iocenrichment.attachment.Unread;
import io.github.iocenrichment.ivanti.AttachmentRow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An attachment that was not or not wholly read because there was no memory or no time for it, or Ivanti took no call, and that is read again as work of its
 * own.
 *
 * @param recId   key of the attachment
 * @param name    its file name
 * @param reason  why it was not or not wholly read at the last try
 * @param tries   how often its reading was tried
 * @param nextAt  when it is tried again; null when it is settled
 * @param outcome what became of it, in words for the analyst; null while it is open
 */
public record LaterReading(String recId, String name, String reason, int tries, @Nullable Instant nextAt, @Nullable String outcome) {

    static LaterReading first(String recId, String name, @Nullable String reason, Instant nextAt) {
        return new LaterReading(recId, name, reason, 1, nextAt, null);
    }

    @JsonIgnore
    public boolean isOpen() {
        return outcome == null;
    }

    /** When the first of the open ones is due; empty when none is open. */
    static Optional<Instant> next(List<LaterReading> readings) {
        return readings.stream().filter(LaterReading::isOpen).map(LaterReading::nextAt).min(Instant::compareTo);
    }

    public boolean isDue(Instant now) {
        return isOpen() && !nextAt.isAfter(now);
    }

    /** What is asked for at the next try. */
    AttachmentRow row() {
        return new AttachmentRow(recId, name, "", null, -1);
    }

    public LaterReading triedInVain(String why, Instant next) {
        return new LaterReading(recId, name, why, tries + 1, next, null);
    }

    public LaterReading settled(String result) {
        return new LaterReading(recId, name, reason, tries + 1, null, result);
    }

    /** How the note names it while it is open. */
    Unread asUnread() {
        return new Unread(name, "not read yet, tried again: " + reason);
    }
}
