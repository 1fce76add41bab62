package io.github.iocenrichment.intake;

import io.github.iocenrichment.attachment.AttachmentReader;
import io.github.iocenrichment.attachment.AttachmentText;
import io.github.iocenrichment.attachment.MemoryBudget;
import io.github.iocenrichment.http.HttpReply;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorCollection;
import io.github.iocenrichment.indicator.IndicatorExtractor;
import io.github.iocenrichment.indicator.IndicatorPolicy;
import io.github.iocenrichment.ivanti.AttachmentRow;
import io.github.iocenrichment.ivanti.BusinessObject;
import io.github.iocenrichment.ivanti.FileName;
import io.github.iocenrichment.ivanti.FindingsFile;
import io.github.iocenrichment.ivanti.IncidentFields;
import io.github.iocenrichment.ivanti.IvantiAnswer;
import io.github.iocenrichment.ivanti.IvantiFault;
import io.github.iocenrichment.ivanti.IvantiReply;
import io.github.iocenrichment.ivanti.IvantiUnavailableException;
import io.github.iocenrichment.report.StageLine;
import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.stage.FailureLog;
import io.github.iocenrichment.stage.IncidentLog;
import io.github.iocenrichment.stage.OwnFailure;
import io.github.iocenrichment.stage.Stages;
import io.github.iocenrichment.store.IncidentStore;
import io.github.iocenrichment.store.StoredIncident;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The collecting stage: the incident's texts and attachments, and every indicator in them. */
public final class CollectIncident {
    /** Part of the heap that downloaded attachments may take while they are read, or wait for it. */
    private static final int BODIES_PERCENT = 12;
    private static final int MIB = 1024 * 1024;
    /** A thread waits for so long in all for one incident's downloads; a further note a few seconds later would only disturb. */
    private static final Duration LONGEST_PAUSES = Duration.ofSeconds(10);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);

    private final IncidentStore incidents;
    private final IncidentFields fields;
    private final IndicatorExtractor extractor;
    private final IndicatorPolicy policy;
    private final TicketTexts texts;
    private final AttachmentReader reader;
    private final Limits limits;
    private final MemoryBudget bodies;
    private final IncidentLog log;
    private final Clock clock;

    /**
     * What one incident may cost.
     *
     * @param attachmentBytes   longest attachment that is read
     * @param includeJournal    whether attachments of journal mails are read too
     * @param perAttachment     most distinct indicators that are kept of one text: an attachment, or a field of the ticket
     * @param perIncident       most distinct indicators that are kept of one incident
     * @param asked             most indicators of one incident that are asked about
     * @param longestWait       how long the memory for a download is waited for
     * @param readAgain         the waits before an attachment is read again for which there was no memory or no time; not empty
     */
    public record Limits(int attachmentBytes, boolean includeJournal, int perAttachment, int perIncident, int asked,
                         Duration longestWait, List<Duration> readAgain) {
        public Limits {
            readAgain = List.copyOf(readAgain);
        }

        public static Limits of(Settings settings) {
            return new Limits(settings.integer("ivanti.attachment.max-bytes"), settings.flag("ivanti.attachment.include-journal"),
                    settings.integer("attachment.max-indicators"), settings.integer("work.max-indicators"), settings.integer("enrichment.max-indicators"),
                    settings.duration("attachment.max-time").multipliedBy(2), settings.durations("attachment.read-again"));
        }
    }

    public CollectIncident(IncidentStore incidents, IncidentFields fields, IndicatorExtractor extractor, IndicatorPolicy policy,
                           AttachmentReader reader, Limits limits, IncidentLog log, Clock clock) {
        this.incidents = incidents;
        this.fields = fields;
        this.extractor = extractor;
        this.policy = policy;
        this.reader = reader;
        this.limits = limits;
        this.bodies = MemoryBudget.ofHeap(BODIES_PERCENT);
        this.texts = new TicketTexts(fields, extractor, reader, limits, bodies, clock);
        this.log = log;
        this.clock = clock;
    }

    public CollectionWork begin(String recId) {
        Optional<StoredIncident> stored = log.find(recId);
        String stage = stored.map(StoredIncident::stage).orElse(Stages.ADMITTED);
        BusinessObject object = stored.map(StoredIncident::object).map(BusinessObject::of).orElse(BusinessObject.INCIDENT);
        CollectionWork collection = new CollectionWork(object, recId, stage, new IndicatorCollection(limits.perIncident(), limits.asked()));
        if (collection.isCollectedBefore()) {
            incidents.load(recId, Collected.DOCUMENT, Collected.class).ifPresent(kept -> {
                collection.incident(kept.incident());
                kept.readings().forEach(collection::later);
            });
        } else if (!collection.isFurtherOn() && !stage.equals(Stages.COLLECTING)) {
            incidents.stage(recId, Stages.COLLECTING, clock.instant());
        }
        return collection;
    }

    /** The incident was deleted between poll and collection: there is nobody to write to. */
    public void deleted(CollectionWork collection) {
        incidents.stage(collection.getRecId(), Stages.DELETED, clock.instant());
        log.warning("deleted in Ivanti before it could be read; nothing is left to do");
    }

    public void details(CollectionWork collection, IvantiReply reply) {
        texts.read(collection, reply);
    }

    public boolean journalIncluded() {
        return limits.includeJournal();
    }

    public List<AttachmentRow> attachments(CollectionWork collection, RelatedRows listed) {
        List<AttachmentRow> rows = new ArrayList<>();
        addAttachments(collection, rows, listed);
        return rows;
    }

    public void addAttachments(CollectionWork collection, List<AttachmentRow> rows, RelatedRows listed) {
        addMissing(collection, "attachments", listed);
        Set<String> known = rows.stream().map(AttachmentRow::recId).collect(Collectors.toSet());
        List<AttachmentRow> fresh = listed.rows().stream().filter(row -> known.add(row.recId())).toList();
        int most = Math.min(fresh.size(), Math.max(0, RelatedRows.MOST - rows.size()));
        rows.addAll(fresh.subList(0, most));
        if (most < fresh.size()) {
            collection.unread("attachments", (fresh.size() - most) + " were not read: an incident has at most " + RelatedRows.MOST);
        }
    }

    /** RecIds of the incident's journal entries. */
    public List<String> journalEntries(CollectionWork collection, RelatedRows listed) {
        addMissing(collection, "journal", listed);
        if (listed.rows().size() > RelatedRows.MOST) {
            collection.unread("journal", (listed.rows().size() - RelatedRows.MOST) + " entries were not looked at: an incident has at most "
                    + RelatedRows.MOST);
        }
        return listed.rows().stream().limit(RelatedRows.MOST).map(AttachmentRow::recId).toList();
    }

    private static void addMissing(CollectionWork collection, String what, RelatedRows listed) {
        if (listed.fault() != null) {
            collection.unread(what, "Ivanti does not list " + (what.equals("journal") ? "it: " : "them: ") + listed.fault().line());
        }
        listed.missing().forEach(words -> collection.unread(what, words));
    }

    /** Waits for the memory that an attachment takes while it is downloaded and read; false when there is none in time. */
    public boolean reserve(CollectionWork collection, AttachmentRow row) throws InterruptedException {
        MemoryBudget.Reservation held = bodies.open(row.size() <= 0 ? limits.attachmentBytes() : Math.min(row.size(), limits.attachmentBytes()),
                limits.longestWait());
        collection.holding(held);
        return held != null;
    }

    /** An attachment for which there is no memory now. */
    public void postpone(CollectionWork collection, AttachmentRow row) {
        later(collection, row, row.name(), "others take all memory for downloads");
    }

    /** Whether Ivanti wants no call now, as it said at an attachment before. */
    public boolean mustWait(CollectionWork collection) {
        return collection.noCallBefore() != null && clock.instant().isBefore(collection.noCallBefore());
    }

    /** An attachment that is not asked for because Ivanti takes no call now. */
    public void waitForIvanti(CollectionWork collection, AttachmentRow row) {
        collection.later(LaterReading.first(row.recId(), row.name(), "Ivanti takes no calls for now", collection.noCallBefore()));
    }

    /**
     * Whether the thread pauses, and for how long, before it asks for the same bytes again: until Ivanti takes the next call or, where it takes none and
     * does not say until when, for 1, 2 and 4 s. False when nothing is to be waited for, or the pauses of this incident would get too long.
     */
    public boolean mustPause(CollectionWork collection, HttpReply reply) {
        Instant now = clock.instant();
        IvantiFault fault = IvantiAnswer.faultOf(reply, now).orElse(null);
        if (fault == null || fault.retryAt() == null && fault.kind() != IvantiFault.Kind.THROTTLED) {
            return false;
        }
        Duration waited = collection.waited();
        Duration asked = fault.retryAt() == null ? waited.plus(SHORTEST_PAUSE) : Duration.between(now, fault.retryAt());
        Duration wait = asked.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : asked;
        if (waited.plus(wait).compareTo(LONGEST_PAUSES) > 0) {
            return false;
        }
        collection.pausing(wait);
        return true;
    }

    private void later(CollectionWork collection, AttachmentRow row, String name, @Nullable String reason) {
        collection.later(LaterReading.first(row.recId(), name, reason, clock.instant().plus(limits.readAgain().get(0))));
    }

    public void attachment(CollectionWork collection, AttachmentRow row, IvantiReply reply) {
        try {
            read(collection, row, reply);
        } finally {
            collection.holding(null);
        }
    }

    private void read(CollectionWork collection, AttachmentRow row, IvantiReply reply) {
        if (reply.isAbsent()) {
            collection.unread(row.name(), "deleted before it could be read");
            return;
        }
        String name = FileName.of(reply.http().header("Content-Disposition").orElse(""), row.name());
        if (FindingsFile.isOurs(collection.getRecId(), row.name(), reply.http().body())) {
            // what we found in this incident is no news about it
            return;
        }
        if (reply.http().body().length > limits.attachmentBytes()) {
            collection.unread(name, tooLarge());
            return;
        }
        IndicatorCollection within = collection.indicators().within(limits.perAttachment());
        AttachmentText text = reader.read(name, reply.http().body(), piece -> extractor.extract(piece.text(), piece.kind(), name, piece.path(), within));
        collection.countedOnly(name, limits, within);
        if (text.isRetryable()) {
            later(collection, row, name, text.retryReason());
        }
        text.unread().stream().filter(unread -> !text.isRetryable() || !unread.reason().endsWith(text.retryReason()))
                .forEach(unread -> collection.unread(unread.name(), unread.reason()));
        if (!text.isRetryable()) {
            collection.read();
        }
    }

    /** An attachment that could not be had, after every try; one for which Ivanti takes no call now is asked for when it does, as are those behind it. */
    public void unreadable(CollectionWork collection, AttachmentRow row, Throwable cause) {
        OwnFailure.passOn(cause);
        collection.holding(null);
        if (cause instanceof IvantiUnavailableException busy && busy.isAskedToWait()) {
            collection.noCallBefore(busy.retryAt());
            collection.later(LaterReading.first(row.recId(), row.name(), FailureLog.words(busy), busy.retryAt()));
            return;
        }
        collection.failed(row, "could not be downloaded: " + FailureLog.words(cause));
    }

    /** An attachment that is longer than is read. */
    public void tooLarge(CollectionWork collection, AttachmentRow row) {
        collection.holding(null);
        collection.unread(row.name(), tooLarge());
    }

    public void finish(CollectionWork collection) {
        collection.holding(null);
        List<Indicator> all = policy.apply(collection.indicators().indicators()).stream().map(this::withFields).toList();
        int asked = Math.min(all.size(), limits.asked());
        List<Indicator> over = all.subList(asked, all.size()).stream().map(CollectIncident::withoutPlaces).toList();
        Collected collected = new Collected(collection.incident(), all.subList(0, asked), over, collection.countedOnly(), collection.unread(),
                collection.attachmentsRead(), collection.readings());
        incidents.save(collection.getRecId(), Collected.DOCUMENT, collected, clock.instant());
        incidents.stage(collection.getRecId(), Stages.COLLECTED, clock.instant());
        log.line(StageLine.collected(all, collection.countedOnly(), collection.attachmentsRead(), collection.unread(), collection.readings().size()));
    }

    /** What stood in a field that the settings name stood in the ticket's own text. */
    private Indicator withFields(Indicator indicator) {
        return indicator.places().stream().allMatch(place -> place.ofTicket() || !fields.texts().contains(place.source())) ? indicator
                : new Indicator(indicator.type(), indicator.value(), indicator.enrichable(), indicator.reason(),
                indicator.places().stream().map(place -> fields.texts().contains(place.source()) ? place.asField() : place).toList());
    }

    /** For those that are only named: where they stood is reported of none of them. */
    public static Indicator withoutPlaces(Indicator indicator) {
        return new Indicator(indicator.type(), indicator.value(), indicator.enrichable(), indicator.reason(), List.of());
    }

    private String tooLarge() {
        int bytes = limits.attachmentBytes();
        return "larger than " + (bytes >= MIB ? bytes / MIB + " MiB" : bytes + " bytes");
    }
}
