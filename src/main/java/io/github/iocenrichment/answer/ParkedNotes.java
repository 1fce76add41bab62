package io.github.iocenrichment.answer;

import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.intake.Collected;
import io.github.iocenrichment.intake.LaterReading;
import io.github.iocenrichment.ivanti.BusinessObject;
import io.github.iocenrichment.ivanti.IvantiPath;
import io.github.iocenrichment.ivanti.JournalNote;
import io.github.iocenrichment.ivanti.NoteReference;
import io.github.iocenrichment.report.IncidentReport;
import io.github.iocenrichment.report.Messages;
import io.github.iocenrichment.report.NoteKind;
import io.github.iocenrichment.report.NoteWriter;
import io.github.iocenrichment.report.SourceIncident;
import io.github.iocenrichment.report.StageLine;
import io.github.iocenrichment.stage.IncidentLog;
import io.github.iocenrichment.store.Effect;
import io.github.iocenrichment.store.EffectStore;
import io.github.iocenrichment.store.IncidentStore;
import io.github.iocenrichment.store.Store;
import io.github.iocenrichment.store.StoredIncident;
import io.github.iocenrichment.task.ParkedTasks;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The note on an incident whose work was parked before all was known that is to be reported. It does not count as the first note: that one follows in
 * full when an operator has released the work.
 */
public final class ParkedNotes {
    private static final String KIND = "parked-note";
    /** The stages without which nothing, or not all, is reported; what is missing when they are parked is the message {@code parked.STAGE}. */
    private static final Set<String> MISSING = Set.of("collect", "read-again", "enrich");

    private final IncidentStore incidents;
    private final EffectStore effects;
    private final ParkedTasks tasks;
    private final NoteWriter writer;
    private final WriteNotes.Options options;
    private final IncidentLog log;
    private final Clock clock;

    public ParkedNotes(Store store, NoteWriter writer, WriteNotes.Options options, IncidentLog log, Clock clock) {
        this.incidents = store.incidents();
        this.effects = store.effects();
        this.tasks = new ParkedTasks(store.transactions(), clock);
        this.writer = writer;
        this.options = options;
        this.log = log;
        this.clock = clock;
    }

    /** Composes the note, or none when the work was released meanwhile. A note that was composed before a crash is written as it was. */
    public NoteWork begin(String recId) {
        StoredIncident incident = log.find(recId).orElseThrow(() -> new IllegalStateException("incident " + recId + " is not in the store"));
        List<Effect> missing = tasks.of(recId).stream().filter(parked -> parked.parked() && MISSING.contains(parked.name()))
                .map(parked -> intent(incident, parked)).filter(intent -> !intent.isSettled()).toList();
        NoteWork noting = new NoteWork(recId, null, missing.stream().map(intent -> part(incident, intent)).toList());
        missing.forEach(intent -> noting.intend(intent, true));
        return noting;
    }

    private Effect intent(StoredIncident incident, ParkedTasks.Open parked) {
        String recId = incident.recId();
        String key = KIND + "|" + recId + "|" + parked.name() + "|" + parked.parkedAt().toEpochMilli();
        String text = writer.text(report(incident, parked), options.format());
        return effects.begin(key, KIND, recId,
                JournalNote.body(BusinessObject.of(incident.object()), recId, subject(incident, key), text, options.category()), clock.instant());
    }

    private static NotePart part(StoredIncident incident, Effect intent) {
        String subject = subject(incident, intent.key());
        return new NotePart(intent.key(), subject, IvantiPath.noteQuery(incident.recId(), subject), intent.content());
    }

    private static String subject(StoredIncident incident, String key) {
        return NoteReference.of(incident.recId(), key).subject(BusinessObject.of(incident.object()).name(incident.number()), 1, 1);
    }

    private IncidentReport report(StoredIncident incident, ParkedTasks.Open parked) {
        List<String> words = new ArrayList<>();
        Messages messages = writer.messages();
        words.add(messages.say("parked." + parked.name()) + ": " + messages.say("parked.stage", "stage", parked.name(), "cause", cause(parked, messages)));
        words.add(messages.say("parked.known", "known", incidents.load(incident.recId(), Collected.DOCUMENT, Collected.class)
                .map(collected -> known(collected, messages)).orElseGet(() -> messages.say("parked.nothing-known"))));
        words.add(messages.say("parked.release"));
        SourceIncident source = new SourceIncident(incident.recId(), incident.number(), incident.subject(), incident.createdAt());
        return IncidentReport.first(source, List.of(), clock.instant()).withKind(NoteKind.PARKED).withProblems(words);
    }

    /** What the operator's page says of an exception is not repeated to the analyst. */
    private static String cause(ParkedTasks.Open parked, Messages messages) {
        return parked.deaths() > 0 ? messages.say("parked.deaths", "count", parked.deaths()) : messages.say("parked.failed", "count", parked.attempts());
    }

    private static String known(Collected collected, Messages messages) {
        List<Indicator> all = new ArrayList<>(collected.indicators());
        all.addAll(collected.overLimit());
        return StageLine.found(all, collected.countedOnly(), collected.attachments(), collected.unread(),
                (int) collected.readings().stream().filter(LaterReading::isOpen).count(), messages);
    }

    /** One line of the log, when it is written. */
    public void finish(NoteWork noting) {
        if (!noting.getParts().isEmpty() && !noting.isWaiting()) {
            noting.getParts().forEach(part -> log.line(StageLine.noted(NoteKind.PARKED, 1, NoteReference.of(noting.recId(), part.key()).code())));
        }
    }
}
