package io.github.iocenrichment.replay;

import io.github.iocenrichment.enrich.EnrichmentWork;
import io.github.iocenrichment.intake.LoopGuard;
import io.github.iocenrichment.intake.PolledObjects;
import io.github.iocenrichment.ivanti.BusinessObject;
import io.github.iocenrichment.ivanti.Incident;
import io.github.iocenrichment.ivanti.IncidentFields;
import io.github.iocenrichment.ivanti.IncidentPage;
import io.github.iocenrichment.ivanti.IvantiPath;
import io.github.iocenrichment.ivanti.IvantiRefusedException;
import io.github.iocenrichment.ivanti.IvantiReply;
import io.github.iocenrichment.ivanti.IvantiUnavailableException;
import io.github.iocenrichment.ivanti.NotesPage;
import io.github.iocenrichment.ivanti.RecId;
import io.github.iocenrichment.ivanti.StoredRecord;
import io.github.iocenrichment.publish.PublicationPlan;
import io.github.iocenrichment.store.Effect;
import io.github.iocenrichment.store.EffectStore;
import io.github.iocenrichment.store.IncidentStore;
import io.github.iocenrichment.store.NewIncident;
import io.github.iocenrichment.store.Store;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** For the command {@code replay}: finds one incident, puts it at the beginning of its journey once more, and reads what was written about it. */
public final class ReplayIncident {
    private static final int PAGE = 100;
    /** The tasks between which an incident is not put back to its beginning. */
    private static final List<String> STAGES = List.of("collect", "enrich", "publish", "record", "note");

    private final IncidentStore incidents;
    private final PolledObjects objects;
    private final EffectStore effects;
    private final LoopGuard guard;
    private final IncidentFields fields;
    private final Clock clock;

    public ReplayIncident(Store store, LoopGuard guard, IncidentFields fields, Clock clock) {
        this.incidents = store.incidents();
        this.objects = new PolledObjects(store.incidents());
        this.effects = store.effects();
        this.guard = guard;
        this.fields = fields;
        this.clock = clock;
    }

    /**
     * @param named a number, with or without {@code INC}, that of another object with its letters ({@code SR10023}), or a RecId; the object may stand before
     *              it ({@code servicereq:}), which a RecId that was never taken in needs when it is no incident's
     */
    public ReplayWork begin(String named) {
        Optional<BusinessObject> said = BusinessObject.saidIn(named);
        String key = named.substring(said.isPresent() ? named.indexOf(':') + 1 : 0).strip();
        if (RecId.isOne(key)) {
            BusinessObject object = said.orElseGet(() -> objects.of(key));
            return new ReplayWork(key, object, IvantiPath.recIdQuery(key, object.fields(fields)));
        }
        BusinessObject object = said.orElseGet(() -> BusinessObject.ofName(key));
        String number = object.number(key);
        return new ReplayWork(number, object, number.matches("\\d{1,18}") ? IvantiPath.numberQuery(number, object.fields(fields)) : null);
    }

    /** Takes the answer to the look-up; a filter that Ivanti dropped must not pass off another incident as this one. */
    public void found(ReplayWork replay, IvantiReply reply) {
        IncidentPage page = IncidentPage.read(sound(reply).http(), replay.object().fields(fields), clock.instant());
        if (page.isFault()) {
            throw new IvantiUnavailableException("Ivanti: " + page.fault().line(), clock.instant());
        }
        page.incidents().stream().filter(incident -> incident.recId().equalsIgnoreCase(replay.named())
                || incident.number().equals(replay.named())).findFirst().ifPresent(replay::keepIncident);
    }

    /** Whether it is a record incident of ours. @param recIdOf reads the key of an incident by its number; empty when Ivanti has none */
    public boolean isOwnRecord(ReplayWork replay, Function<String, Optional<String>> recIdOf) {
        return replay.object() == BusinessObject.INCIDENT && guard.isOwnRecord(replay.incident(), recIdOf);
    }

    /** Puts it where the poll would put a new one, unless it is in work already. What was reported and written stays known, so that only news is written. */
    public void again(ReplayWork replay) {
        Incident incident = replay.incident();
        List<String> forgotten = new ArrayList<>(List.of(EnrichmentWork.Progress.DOCUMENT));
        if (isPublicationSettled(incident.recId())) {
            forgotten.add(PublicationPlan.DOCUMENT);
        }
        if (incidents.readmit(incident.recId(), forgotten, STAGES, clock.instant()) == IncidentStore.Readmission.UNKNOWN) {
            incidents.admit(new NewIncident(incident.recId(), incident.number(), incident.subject(), incident.priority(), incident.createdAt(),
                    replay.object().label()), clock.instant());
        }
    }

    /** A plan of which a message may be on its way is kept, for the platform must be asked after that very message. */
    private boolean isPublicationSettled(String recId) {
        return incidents.load(recId, PublicationPlan.DOCUMENT, PublicationPlan.class).stream().flatMap(plan -> plan.publication().keys().stream())
                .map(effects::find).flatMap(Optional::stream).noneMatch(Effect::mayHaveActed);
    }

    public String notesQuery(ReplayWork replay) {
        return IvantiPath.notesQuery(replay.getRecId(), replay.getRows());
    }

    public void notes(ReplayWork replay, IvantiReply reply) {
        NotesPage page = NotesPage.read(sound(reply).http(), replay.getRecId(), clock.instant());
        if (page.fault() != null) {
            throw new IvantiUnavailableException("Ivanti: " + page.fault().line(), clock.instant());
        }
        replay.after(page, page.rows() == PAGE);
    }

    /** Which record incident is to be looked for: by its key where it is known, else by the subject that it would get. */
    public void lookForRecord(ReplayWork replay, WrittenEffects.@Nullable Record known, WrittenEffects.@Nullable Record now) {
        if (known != null && RecId.isOne(known.recId())) {
            replay.lookForRecord(IvantiPath.recIdQuery(known.recId(), fields));
        } else if (now != null) {
            replay.lookForRecord(IvantiPath.subjectQuery(subject(now), fields));
        }
    }

    private String subject(WrittenEffects.Record record) {
        return record.fields().getOrDefault(fields.name(IncidentFields.SUBJECT), "");
    }

    public void record(ReplayWork replay, IvantiReply reply) {
        IncidentPage page = IncidentPage.read(sound(reply).http(), fields, clock.instant());
        if (page.isFault()) {
            throw new IvantiUnavailableException("Ivanti: " + page.fault().line(), clock.instant());
        }
        page.incidents().stream().findFirst().map(Incident::subject)
                .flatMap(subject -> StoredRecord.find(reply.http(), subject, fields, clock.instant()).record())
                .ifPresent(stored -> replay.keepRecord(new WrittenEffects.Record(stored.recId(), stored.number(fields), WrittenEffects.fields(stored.json()))));
    }

    private static IvantiReply sound(IvantiReply reply) {
        if (!reply.isSound()) {
            throw new IvantiRefusedException("Ivanti: " + reply.fault().line());
        }
        return reply;
    }
}
