package io.github.iocenrichment.intake;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.iocenrichment.attachment.AttachmentReader;
import io.github.iocenrichment.attachment.AttachmentText;
import io.github.iocenrichment.attachment.MemoryBudget;
import io.github.iocenrichment.indicator.ContentGuess;
import io.github.iocenrichment.indicator.IndicatorCollection;
import io.github.iocenrichment.indicator.IndicatorExtractor;
import io.github.iocenrichment.ivanti.Incident;
import io.github.iocenrichment.ivanti.IncidentFields;
import io.github.iocenrichment.ivanti.IvantiAnswer;
import io.github.iocenrichment.ivanti.IvantiReply;
import io.github.iocenrichment.ivanti.IvantiUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** The ticket itself: its fields, read within the limits of an attachment. */
final class TicketTexts {
    /** A ticket whose memory need not be thought of, in bytes as it comes. */
    private static final int SMALL_TICKET = 256 << 10;
    /** What comes, what it is parsed to, and the text of a field. */
    private static final long TICKET_COPIES = 3;
    /** Readings end within {@code attachment.max-time}. */
    private static final Duration NO_MEMORY = Duration.ofSeconds(15);

    private final IncidentFields fields;
    private final IndicatorExtractor extractor;
    private final AttachmentReader reader;
    private final CollectIncident.Limits limits;
    private final MemoryBudget bodies;
    private final Clock clock;

    /** @param bodies memory for what is downloaded, shared with the attachments */
    TicketTexts(IncidentFields fields, IndicatorExtractor extractor, AttachmentReader reader, CollectIncident.Limits limits, MemoryBudget bodies, Clock clock) {
        this.fields = fields;
        this.extractor = extractor;
        this.reader = reader;
        this.limits = limits;
        this.bodies = bodies;
        this.clock = clock;
    }

    /**
     * Reads the ticket and extracts what is in its texts.
     *
     * @throws NoMemoryException          when there is no memory for it now
     * @throws IvantiUnavailableException when the reply holds no incident
     */
    void read(CollectionWork collection, IvantiReply reply) {
        int bytes = reply.http().body().length;
        if (bytes > SMALL_TICKET) {
            collection.holding(bodyMemory(bytes));
        }
        try {
            readDetails(collection, reply);
        } finally {
            collection.holding(null);
        }
    }

    /** Where there is none, the ticket is read again rather than held. */
    private MemoryBudget.Reservation bodyMemory(int bytes) {
        try {
            MemoryBudget.Reservation held = bodies.open(bytes * TICKET_COPIES, Duration.ZERO);
            if (held != null) {
                return held;
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        throw new NoMemoryException("the ticket was not read: other incidents take all memory for downloads", clock.instant().plus(NO_MEMORY));
    }

    private void readDetails(CollectionWork collection, IvantiReply reply) {
        JsonNode row = IvantiAnswer.read(reply.http(), clock.instant()).json();
        IncidentFields names = collection.object().fields(fields);
        Incident incident = Incident.from(row, names)
                .orElseThrow(() -> new IvantiUnavailableException("Ivanti answered without the incident that was asked for", clock.instant()));
        for (String name : names.texts()) {
            field(collection, name, Incident.text(row, name));
        }
        collection.incident(incident.forKeeping());
    }

    /** A field of the ticket is untrusted text as an attachment is, and has the same limits. */
    private void field(CollectionWork collection, String name, String text) {
        if (text.isBlank()) {
            return;
        }
        IndicatorCollection within = collection.indicators().within(limits.perAttachment());
        AtomicBoolean begun = new AtomicBoolean();
        AttachmentText read = reader.readText(name, ContentGuess.of(null, text), text, piece -> {
            begun.set(true);
            extractor.extract(piece.text(), piece.kind(), name, piece.path(), within);
        });
        if (read.isRetryable() && !begun.get()) {
            throw new NoMemoryException("the ticket's " + name + " was not read: " + read.retryReason(), clock.instant().plus(NO_MEMORY));
        }
        read.unread().forEach(unread -> collection.unread(unread.name(), unread.reason()));
        collection.countedOnly(name, limits, within);
    }
}
