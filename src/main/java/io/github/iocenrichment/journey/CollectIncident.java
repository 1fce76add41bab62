package io.github.iocenrichment.journey;

import io.github.iocenrichment.attachment.AttachmentReader;
import io.github.iocenrichment.attachment.AttachmentText;
import io.github.iocenrichment.attachment.TextPiece;
import io.github.iocenrichment.indicator.ContentGuess;
import io.github.iocenrichment.indicator.ContentKind;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorExtractor;
import io.github.iocenrichment.indicator.IndicatorPolicy;
import io.github.iocenrichment.ivanti.AttachmentRow;
import io.github.iocenrichment.ivanti.FileName;
import io.github.iocenrichment.ivanti.FindingsFile;
import io.github.iocenrichment.ivanti.Incident;
import io.github.iocenrichment.ivanti.IncidentFields;
import io.github.iocenrichment.ivanti.IvantiAnswer;
import io.github.iocenrichment.report.StageLine;
import io.github.iocenrichment.store.IncidentStore;
import io.github.iocenrichment.store.StoredIncident;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The collecting stage: the incident's texts and attachments, and every indicator in them. */
public final class CollectIncident {
    private static final int MIB = 1024 * 1024;
    private final IncidentStore incidents;
    private final IncidentFields fields;
    private final IndicatorExtractor extractor;
    private final IndicatorPolicy policy;
    private final AttachmentReader reader;
    private final Limits limits;
    private final IncidentLog log;
    private final Clock clock;

    /**
     * @param attachmentBytes longest attachment that is read
     * @param includeJournal  whether attachments of journal mails are read too
     * @param indicators      most indicators of one incident that are asked about
     */
    public record Limits(int attachmentBytes, boolean includeJournal, int indicators) {
    }

    public CollectIncident(IncidentStore incidents, IncidentFields fields, IndicatorExtractor extractor, IndicatorPolicy policy,
                           AttachmentReader reader, Limits limits, IncidentLog log, Clock clock) {
        this.incidents = incidents;
        this.fields = fields;
        this.extractor = extractor;
        this.policy = policy;
        this.reader = reader;
        this.limits = limits;
        this.log = log;
        this.clock = clock;
    }

    public Collecting begin(String recId) {
        String stage = log.open(recId).map(StoredIncident::stage).orElse(Stages.ADMITTED);
        Collecting collection = new Collecting(recId, stage);
        if (!collection.isCollectedBefore() && !collection.isFurtherOn()) {
            incidents.stage(recId, Stages.COLLECTING, clock.instant());
        }
        return collection;
    }

    /** The incident was deleted between poll and collection: there is nobody to write to. */
    public void deleted(Collecting collection) {
        incidents.stage(collection.getRecId(), Stages.DELETED, clock.instant());
        log.warning("deleted in Ivanti before it could be read; nothing is left to do");
    }

    public void details(Collecting collection, IvantiReply reply) {
        Incident incident = Incident.from(IvantiAnswer.read(reply.http(), clock.instant()).json(), fields)
                .orElseThrow(() -> new IvantiTrouble("Ivanti answered without the incident that was asked for", clock.instant()));
        collection.incident(incident);
        collection.found(extract(incident.subject(), ContentKind.PLAIN, "Subject", ""));
        collection.found(extract(incident.symptom(), ContentGuess.of(null, incident.symptom()), "Symptom", ""));
    }

    public boolean journalIncluded() {
        return limits.includeJournal();
    }

    public List<AttachmentRow> attachments(Collecting collection, RelatedRows listed) {
        List<AttachmentRow> rows = new ArrayList<>();
        addAttachments(collection, rows, listed);
        return rows;
    }

    public void addAttachments(Collecting collection, List<AttachmentRow> rows, RelatedRows listed) {
        tellMissing(collection, "attachments", listed);
        listed.rows().stream().filter(row -> rows.stream().noneMatch(known -> known.recId().equals(row.recId()))).forEach(rows::add);
    }

    /** RecIds of the incident's journal entries. */
    public List<String> journalEntries(Collecting collection, RelatedRows listed) {
        tellMissing(collection, "journal", listed);
        return listed.rows().stream().map(AttachmentRow::recId).toList();
    }

    private static void tellMissing(Collecting collection, String what, RelatedRows listed) {
        if (listed.fault() != null) {
            collection.unread(what, "Ivanti does not list " + (what.equals("journal") ? "it: " : "them: ") + listed.fault().line());
        }
        listed.missing().forEach(words -> collection.unread(what, words));
    }

    public void attachment(Collecting collection, AttachmentRow row, IvantiReply reply) {
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
        AttachmentText text = reader.read(name, reply.http().body());
        for (TextPiece piece : text.pieces()) {
            collection.found(extract(piece.text(), piece.kind(), name, piece.path()));
        }
        text.unread().forEach(unread -> collection.unread(unread.name(), unread.reason()));
        collection.read();
    }

    /** An attachment that could not be had, after every try. */
    public void unreadable(Collecting collection, AttachmentRow row, Throwable cause) {
        collection.unread(row.name(), "could not be downloaded: " + Problems.words(cause));
    }

    public void finish(Collecting collection) {
        List<Indicator> all = IndicatorPolicy.merge(collection.indicators()).stream().map(policy::apply).toList();
        List<Indicator> asked = all.size() > limits.indicators() ? all.subList(0, limits.indicators()) : all;
        List<Indicator> over = all.subList(asked.size(), all.size());
        Collected collected = new Collected(collection.incident().withoutSymptom(), asked, over, collection.unread(), collection.attachmentsRead());
        incidents.save(collection.getRecId(), Collected.DOCUMENT, collected, clock.instant());
        incidents.stage(collection.getRecId(), Stages.COLLECTED, clock.instant());
        log.line(StageLine.collected(all, collection.attachmentsRead(), collection.unread()));
    }

    private List<Indicator> extract(String text, ContentKind kind, String source, String path) {
        return text == null || text.isBlank() ? List.of() : extractor.extract(text, kind, source, path);
    }

    private String tooLarge() {
        int bytes = limits.attachmentBytes();
        return "larger than " + (bytes >= MIB ? bytes / MIB + " MiB" : bytes + " bytes");
    }
}
