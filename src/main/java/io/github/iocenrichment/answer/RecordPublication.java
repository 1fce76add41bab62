package io.github.iocenrichment.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.iocenrichment.ivanti.RecordPages;
import io.github.iocenrichment.intake.Collected;
import io.github.iocenrichment.ivanti.BusinessObject;
import io.github.iocenrichment.ivanti.IncidentFields;
import io.github.iocenrichment.ivanti.IncidentMarker;
import io.github.iocenrichment.ivanti.IvantiPath;
import io.github.iocenrichment.ivanti.IvantiRefusedException;
import io.github.iocenrichment.ivanti.IvantiReply;
import io.github.iocenrichment.ivanti.IvantiUnavailableException;
import io.github.iocenrichment.ivanti.RecordFields;
import io.github.iocenrichment.ivanti.StoredRecord;
import io.github.iocenrichment.publish.PublicationDocument;
import io.github.iocenrichment.report.IncidentReport;
import io.github.iocenrichment.report.RecordIncident;
import io.github.iocenrichment.report.RecordText;
import io.github.iocenrichment.report.StageLine;
import io.github.iocenrichment.report.Templates;
import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.stage.FailureLog;
import io.github.iocenrichment.stage.IncidentLog;
import io.github.iocenrichment.stage.OwnFailure;
import io.github.iocenrichment.stage.Stages;
import io.github.iocenrichment.store.Effect;
import io.github.iocenrichment.store.EffectStore;
import io.github.iocenrichment.store.IncidentStore;
import io.github.iocenrichment.store.RecordStore;
import io.github.iocenrichment.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The recording stage: one record incident for each publication, never two, never one for nothing. */
public final class RecordPublication {
    public static final String KIND = "record";
    private static final String CLOSING = "record-status";
    /** How long the status is set again and again where Ivanti fails. */
    private static final Duration TRIED_FOR = Duration.ofHours(1);
    private static final String MARKED = "no record incident, for the subject holds the mark of a record incident";
    private static final String WITHOUT_INDICATORS = "no record incident, for no indicator was published";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final IncidentStore incidents;
    private final EffectStore effects;
    private final RecordStore records;
    private final Templates templates;
    private final IncidentFields fields;
    private final RecordFields recordFields;
    private final Options options;
    private final IncidentLog log;
    private final Clock clock;

    /**
     * @param enabled      whether record incidents are wanted
     * @param fields       their field values
     * @param subjectMax   longest subject
     * @param relationship relationship that links record and source; empty for none
     * @param settleTime   how long a write without an answer may still be applied
     * @param baseUrl      address of Ivanti's interface, from which that of its pages follows
     * @param indicatorsOnly whether there is a record only for publications with indicator objects
     * @param closedStatus status that a record is set to when it is created; empty leaves it as created
     */
    public record Options(boolean enabled, Map<String, String> fields, int subjectMax, String relationship, Duration settleTime, String baseUrl,
            boolean indicatorsOnly,
                          String closedStatus) {
        public static Options of(Settings settings) {
            return new Options(settings.flag("ivanti.record.enabled"), settings.group("ivanti.record.fields."),
                    settings.integer("ivanti.subject.max-chars"), settings.text("ivanti.link.relationship"), settings.duration("ivanti.write.settle-time"),
                    settings.text("ivanti.base-url"), settings.text("ivanti.record.when").equals("indicators"), settings.text("ivanti.record.closed-status"));
        }
    }

    public RecordPublication(Store store, Templates templates, IncidentFields fields, Options options, IncidentLog log, Clock clock) {
        this.incidents = store.incidents();
        this.effects = store.effects();
        this.records = store.records();
        this.templates = templates;
        this.fields = fields;
        this.recordFields = new RecordFields(options.fields(), fields);
        this.options = options;
        this.log = log;
        this.clock = clock;
    }

    public RecordWork begin(String recId) {
        boolean incident = log.find(recId).filter(one -> !one.object().equals(BusinessObject.INCIDENT.label())).isEmpty();
        PublicationDocument publication = incidents.load(recId, PublicationDocument.DOCUMENT, PublicationDocument.class).orElse(null);
        Optional<RecordDocument> before = incidents.load(recId, RecordDocument.DOCUMENT, RecordDocument.class).filter(RecordDocument::isSettled);
        if (before.isPresent()) {
            RecordWork done = new RecordWork(recId, null, null, null);
            done.there(before.get().recId());
            return done;
        }
        if (publication == null || !publication.state().isOut() || !incident) {
            return none(recId, RecordIncident.none());
        }
        if (!options.enabled()) {
            return none(recId, RecordIncident.disabled());
        }
        if (options.indicatorsOnly() && publication.indicators() == 0) {
            return none(recId, RecordIncident.none(WITHOUT_INDICATORS));
        }
        Collected collected = incidents.load(recId, Collected.DOCUMENT, Collected.class).orElseThrow();
        if (IncidentMarker.groupingIn(collected.incident().subject()).isPresent()) {
            // a second installation on this tenant, or a forged mark: records about records would never end
            return none(recId, RecordIncident.none(MARKED));
        }
        IncidentReport findings = Reports.of(incidents, recId, collected, clock.instant());
        // the record reports what was published, not of what later findings will add to it
        IncidentReport report = findings.withPublication(publication.forReport(), findings.record());
        RecordText text = RecordText.of(report, publication.groupingId(), templates);
        String marker = IncidentMarker.of(publication.groupingId());
        String subject = IncidentMarker.subject(text.subject().replace(marker, "").strip(), collected.incident().name(), publication.groupingId(),
                options.subjectMax());
        String key = KIND + "|" + recId;
        Effect effect = effects.find(key).orElseGet(() -> EffectStore.planned(key, KIND, recId,
                recordFields.body(subject, text.symptom(), collected.incident()), clock.instant()));
        String sent = sentFields(effect).getOrDefault(fields.name(IncidentFields.SUBJECT), subject).toString();
        return new RecordWork(recId, effect, new RecordStore.OwnRecord(publication.groupingId(), sent, collected.incident().number(), null),
                IvantiPath.subjectQuery(sent, fields));
    }

    /** There is no record incident by the decision of a route; the note says why, unless the reason is empty. */
    public void skip(String recId, @Nullable String reason) {
        incidents.save(recId, RecordDocument.DOCUMENT, new RecordDocument(reason == null || reason.isBlank() ? RecordIncident.none()
                : RecordIncident.none(reason), null, true),
                clock.instant());
    }

    /** The record was made in another system, under a number there; the note names it. @param link its page for people; null or empty when there is none */
    public void elsewhere(String recId, String number, @Nullable String link) {
        RecordIncident record = RecordIncident.created(number);
        incidents.save(recId, RecordDocument.DOCUMENT, new RecordDocument(link == null || link.isBlank() ? record : record.withLink(link), null, true),
                clock.instant());
        incidents.stage(recId, Stages.RECORDED, clock.instant());
        log.line(StageLine.recorded(record));
    }

    private RecordWork none(String recId, RecordIncident why) {
        incidents.save(recId, RecordDocument.DOCUMENT, new RecordDocument(why, null), clock.instant());
        return new RecordWork(recId, null, null, null);
    }

    /** Whether the answer to the look-up holds our record. */
    public boolean found(RecordWork work, IvantiReply reply) {
        return find(work, reply).record().isPresent();
    }

    private StoredRecord.Found find(RecordWork work, IvantiReply reply) {
        if (!reply.isSound()) {
            throw new IvantiRefusedException("Ivanti: " + reply.fault().line());
        }
        StoredRecord.Found found = StoredRecord.find(reply.http(), work.record().subject(), fields, clock.instant());
        if (found.fault() != null) {
            throw new IvantiUnavailableException("Ivanti: " + found.fault().line(), clock.instant());
        }
        return found;
    }

    /** The record is there although the answer to its create was lost; a field that this row shows as empty was not taken. */
    public void keep(RecordWork work, IvantiReply reply) {
        StoredRecord stored = find(work, reply).record().orElseThrow();
        warn(RecordFields.missingFields(sentFields(work.effect()), stored.json()).stream().filter(stored.json()::has).toList(), stored);
        // it may be there although this store knows nothing of it, when it was restored from an old copy
        records.intended(work.record(), clock.instant());
        effects.begin(work.effect());
        keep(work, stored);
    }

    private void warn(List<String> empty, StoredRecord stored) {
        empty.forEach(field -> log.warning(RecordFields.warning(field, stored.json())));
    }

    /** True while an earlier create, whose answer was lost, may still be on its way: Ivanti runs workflows inside it. */
    public boolean mayStillArrive(RecordWork work) {
        Instant until = work.effect().updatedAt().plus(options.settleTime());
        if (!work.effect().mayHaveActed() || !clock.instant().isBefore(until)) {
            return false;
        }
        work.askAgain(until);
        return true;
    }

    /** The create is about to be sent; from here on its outcome is unknown until an answer says otherwise. */
    public void attempt(RecordWork work) {
        records.intended(work.record(), clock.instant());
        effects.attempted(work.effect(), clock.instant());
    }

    public void created(RecordWork work, IvantiReply reply) {
        StoredRecord stored = StoredRecord.read(reply.http(), fields, clock.instant());
        if (stored.isFault()) {
            throw new IvantiUnavailableException("Ivanti: " + stored.fault().line(), clock.instant().plus(options.settleTime()));
        }
        warn(RecordFields.missingFields(sentFields(work.effect()), stored.json()), stored);
        stored.createdBy(fields).ifPresent(account -> records.account(account, clock.instant()));
        keep(work, stored);
    }

    /** Ivanti refused the record: the note says so, and an operator finds it parked. */
    public void refused(RecordWork work, Throwable refusal) {
        incidents.save(work.getRecId(), RecordDocument.DOCUMENT, new RecordDocument(RecordIncident.failed(FailureLog.words(refusal)), null), clock.instant());
    }

    private void keep(RecordWork work, StoredRecord stored) {
        Instant now = clock.instant();
        String number = stored.number(fields);
        RecordIncident record = RecordIncident.created(number).withLink(new RecordPages(options.baseUrl()).of(number).orElse(null));
        effects.done(work.effect().key(), stored.recId(), now);
        records.created(work.record().groupingId(), stored.recId(), now);
        incidents.save(work.getRecId(), RecordDocument.DOCUMENT, new RecordDocument(record, stored.recId()), now);
        incidents.stage(work.getRecId(), Stages.RECORDED, now);
        work.there(stored.recId());
        log.line(StageLine.recorded(record));
    }

    public boolean linkWanted(RecordWork work) {
        return !options.relationship().isEmpty() && work.getRecordRecId() != null;
    }

    /** Whether the record is to be closed: once, when it was created or found after its answer was lost. */
    public boolean closeWanted(RecordWork work) {
        return !options.closedStatus().isEmpty() && work.getRecordRecId() != null && effects.find(closing(work)).filter(Effect::isSettled).isEmpty();
    }

    /** Whether it was to be closed at an earlier try, and was not. */
    public boolean isCloseLeft(RecordWork work) {
        return closeWanted(work) && effects.find(closing(work)).isPresent();
    }

    public String closePath(RecordWork work) {
        return IvantiPath.incident(work.getRecordRecId());
    }

    /** What sets the status, to be written as JSON by the route. */
    public JsonNode close(RecordWork work) {
        effects.begin(closing(work), CLOSING, work.getRecId(), options.closedStatus(), clock.instant());
        return JSON.createObjectNode().put(fields.name(IncidentFields.STATUS), options.closedStatus());
    }

    public void closed(RecordWork work) {
        effects.done(closing(work), null, clock.instant());
    }

    /**
     * The record stays as it was created: that is a warning, for the record itself is there.
     *
     * @throws IvantiUnavailableException the same, when it passes: the status is set once more at a later time
     */
    public void notClosed(RecordWork work, Throwable cause) {
        OwnFailure.passOn(cause);
        Instant now = clock.instant();
        if (cause instanceof IvantiUnavailableException passing
                && effects.find(closing(work)).filter(begun -> passing.retryAt().isBefore(begun.createdAt().plus(TRIED_FOR))).isPresent()) {
            throw passing;
        }
        effects.refused(closing(work), FailureLog.words(cause), now);
        log.warning("the record incident could not be set to " + options.closedStatus() + ": " + FailureLog.words(cause)
                + "; check ivanti.record.closed-status, "
                + "or what Ivanti wants filled in before that status");
    }

    private static String closing(RecordWork work) {
        return CLOSING + "|" + work.getRecId();
    }

    public String linkPath(RecordWork work) {
        return IvantiPath.link(work.getRecordRecId(), options.relationship(), work.getRecId());
    }

    private static Map<String, Object> sentFields(Effect effect) {
        try {
            return JSON.readValue(effect.content(), new TypeReference<>() {
            });
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the record that was intended cannot be read back", e);
        }
    }

}
