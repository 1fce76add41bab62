package io.github.iocenrichment.answer;

import io.github.iocenrichment.intake.LaterReading;
import io.github.iocenrichment.intake.PolledObjects;
import io.github.iocenrichment.ivanti.BusinessObject;
import io.github.iocenrichment.ivanti.FindingsFile;
import io.github.iocenrichment.ivanti.IncidentFields;
import io.github.iocenrichment.ivanti.IvantiPath;
import io.github.iocenrichment.ivanti.IvantiRefusedException;
import io.github.iocenrichment.ivanti.IvantiReply;
import io.github.iocenrichment.ivanti.IvantiUnavailableException;
import io.github.iocenrichment.ivanti.JournalNote;
import io.github.iocenrichment.ivanti.NoteParts;
import io.github.iocenrichment.ivanti.NoteReference;
import io.github.iocenrichment.ivanti.StoredRecord;
import io.github.iocenrichment.report.IncidentReport;
import io.github.iocenrichment.report.NoteWriter;
import io.github.iocenrichment.report.Overflow;
import io.github.iocenrichment.report.Publication;
import io.github.iocenrichment.report.StageLine;
import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.stage.IncidentLog;
import io.github.iocenrichment.stage.Stages;
import io.github.iocenrichment.store.Effect;
import io.github.iocenrichment.store.EffectStore;
import io.github.iocenrichment.store.IncidentStore;
import io.github.iocenrichment.store.RecordStore;
import io.github.iocenrichment.store.SearchStore;
import io.github.iocenrichment.store.Store;
import io.github.iocenrichment.store.StoredIncident;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** The noting stage: reports to the analyst what is new, once. Which note is due follows from what the last one reported. */
public final class WriteNotes {
    public static final String KIND = "note";
    public static final String PART = KIND + "-part";
    /** Notes that are composed at one time: one that names ten thousand indicators takes some ten megabytes while it is. */
    private static final Semaphore COMPOSING = new Semaphore(2);

    private final IncidentStore incidents;
    private final EffectStore effects;
    private final PolledObjects objects;
    private final RecordStore records;
    private final SearchStore search;
    private final IncidentFields fields;
    private final NoteWriter writer;
    private final Overflow overflow;
    private final AttachOverflow files;
    private final Options options;
    private final IncidentLog log;
    private final Clock clock;

    /**
     * @param format     how notes are written
     * @param maxChars   longest part
     * @param maxParts   most parts
     * @param fileBytes  longest attachment for what does not fit into the parts
     * @param category   category of the journal entry
     * @param settleTime how long a write without an answer may still be applied
     */
    public record Options(NoteWriter.Format format, int maxChars, int maxParts, int fileBytes, String category, Duration settleTime) {
        public static Options of(Settings settings) {
            return new Options(NoteWriter.Format.of(settings.text("ivanti.note.format")), settings.integer("ivanti.note.max-chars"),
                    settings.integer("ivanti.note.max-parts"), settings.integer("ivanti.note.file.max-bytes"),
                    settings.text("ivanti.note.category"), settings.duration("ivanti.write.settle-time"));
        }
    }

    public WriteNotes(Store store, IncidentFields fields, NoteWriter writer, AttachOverflow files, Options options, IncidentLog log, Clock clock) {
        this.incidents = store.incidents();
        this.effects = store.effects();
        this.objects = new PolledObjects(store.incidents());
        this.records = store.records();
        this.search = store.search();
        this.fields = fields;
        this.writer = writer;
        this.files = files;
        this.overflow = new Overflow(options.format(), writer.messages());
        this.options = options;
        this.log = log;
        this.clock = clock;
    }

    /** Decides what is to be written; a note that was decided before a crash is written as it was decided. */
    public NoteWork begin(String recId) {
        log.open(recId);
        COMPOSING.acquireUninterruptibly();
        try {
            return compose(recId);
        } finally {
            COMPOSING.release();
        }
    }

    private NoteWork compose(String recId) {
        Optional<NotePlan> before = LastNote.of(incidents, effects, recId);
        int version = before.map(NotePlan::version).orElse(0) + 1;
        String key = LastNote.key(recId, version);
        Optional<Effect> decided = effects.find(key);
        if (decided.isPresent()) {
            return takenUp(recId, decided.get());
        }
        Optional<DueNote> due = DueNote.of(incidents, recId, before, clock.instant());
        if (due.isEmpty()) {
            return new NoteWork(recId, null, List.of());
        }
        NotePlan plan = plan(recId, version, due.get());
        NoteWork noting = new NoteWork(recId, plan, plan.parts());
        noting.intend(EffectStore.planned(key, KIND, recId, LastNote.write(plan), clock.instant()), false);
        plan.parts().forEach(part -> noting.intend(planned(recId, part), false));
        if (plan.file() != null) {
            // the name of the file depends on what was decided
            decide(noting);
        }
        return noting;
    }

    /** A note that was decided before a crash is written as it was decided. */
    private NoteWork takenUp(String recId, Effect decided) {
        NotePlan plan = LastNote.read(decided.content());
        Map<String, Effect> known = new HashMap<>();
        plan.parts().forEach(part -> effects.find(part.key()).ifPresent(effect -> known.put(part.key(), effect)));
        NoteWork noting = new NoteWork(recId, plan, plan.parts().stream().filter(part -> !known.containsKey(part.key())
                || known.get(part.key()).state() != Effect.State.DONE).toList());
        noting.intend(decided, true);
        plan.parts().forEach(part -> noting.intend(known.getOrDefault(part.key(), planned(recId, part)), known.containsKey(part.key())));
        return noting;
    }

    private Effect planned(String recId, NotePart part) {
        return EffectStore.planned(part.key(), PART, recId, part.body(), clock.instant());
    }

    private NotePlan plan(String recId, int version, DueNote due) {
        IncidentReport report = SeenBefore.in(due.report(), incidents, search);
        List<String> rows = writer.rows(report, options.format());
        NoteParts.Layout layout = layout();
        NoteParts parts = NoteParts.of(rows, writer.onlyInFile(report, options.format()), layout, options.maxChars(), options.maxParts(),
                Overflow.LONGEST_POINTER);
        NoteReference reference = NoteReference.of(recId, version + "\n" + String.join("\n", parts.parts()) + String.join("\n", parts.overflow()));
        BusinessObject object = objects.of(recId);
        String name = object.name(report.incident().number());
        List<NotePart> written = new ArrayList<>();
        int count = parts.parts().size();
        for (int i = 1; i <= count; i++) {
            String subject = reference.subject(name, i, count);
            written.add(new NotePart(KIND + "|" + recId + "|" + version + "|" + i, subject, IvantiPath.noteQuery(recId, subject),
                    JournalNote.body(object, recId, subject, parts.parts().get(i - 1), options.category())));
        }
        NoteFile file = null;
        if (!parts.overflow().isEmpty()) {
            file = file(recId, KIND + "-file|" + recId + "|" + version, report, parts, written.remove(count - 1));
        }
        return new NotePlan(version, report.kind(), reference.code(), written, file, report.findings(), report.publication().state(), report.record().state(),
                due.collected().readings().stream().filter(LaterReading::isOpen).map(LaterReading::recId).toList(), due.collected().overLimit().size());
    }

    /** Keeps the file's text before the note that reports it: its name stands for its text, so one that was composed in vain disturbs nobody. */
    private NoteFile file(String recId, String key, IncidentReport report, NoteParts parts, NotePart last) {
        Overflow.Content content = overflow.file(report.incident().number(), parts.overflow(), options.fileBytes());
        String name = FindingsFile.name(recId, content.text(), overflow.ending());
        effects.begin(key + "|" + name, AttachOverflow.KIND, recId, content.text(), clock.instant());
        return new NoteFile(key + "|" + name, name, content.rows(), content.leftOut(), last, parts.parts().get(parts.parts().size() - 1));
    }

    private NoteParts.Layout layout() {
        return new NoteParts.Layout(options.format().lineBreak(), options.format() == NoteWriter.Format.PLAIN);
    }

    /** True when the last part of a note with a file may be written: it is known what became of the file. */
    public boolean lastPartDue(NoteWork noting) {
        return noting.file().filter(file -> !noting.isGone() && files.isSettled(file))
                .filter(file -> effects.find(file.last().key()).filter(Effect::isSettled).isEmpty()).isPresent();
    }

    /** The last part of a note with a file, with the words that report it. */
    public NotePart lastPart(NoteWork noting) {
        NoteFile file = noting.file().orElseThrow();
        NotePart last = file.last();
        String text = layout().closed(file.text(), files.words(file));
        Effect intent = effects.begin(last.key(), PART, noting.recId(),
                JournalNote.body(objects.of(noting.recId()), noting.recId(), last.subject(), text, options.category()),
                clock.instant());
        noting.intend(intent, true);
        return new NotePart(last.key(), last.subject(), last.query(), intent.content());
    }

    /** Whether the answer to the look-up holds that part. */
    public boolean found(NotePart part, IvantiReply reply) {
        if (!reply.isSound()) {
            throw new IvantiRefusedException("Ivanti: " + reply.fault().line());
        }
        StoredRecord.Found found = StoredRecord.find(reply.http(), part.subject(), IncidentFields.stockNames(), clock.instant());
        if (found.fault() != null) {
            throw new IvantiUnavailableException("Ivanti: " + found.fault().line(), clock.instant());
        }
        return found.record().isPresent();
    }

    /** True while an earlier post, whose answer was lost, may still be on its way. */
    public boolean mayStillArrive(NoteWork noting, NotePart part) {
        Effect intent = noting.intent(part.key());
        return intent.mayHaveActed() && clock.instant().isBefore(intent.updatedAt().plus(options.settleTime()));
    }

    public void waitFor(NoteWork noting, NotePart part) {
        noting.pauseUntil(noting.intent(part.key()).updatedAt().plus(options.settleTime()));
    }

    /** The post is about to be sent; from here on its outcome is unknown until an answer says otherwise. */
    public void attempt(NoteWork noting, NotePart part) {
        // the whole note is decided with its first part
        decide(noting);
        noting.isToBeWritten(part.key());
        effects.attempted(noting.intent(part.key()), clock.instant());
    }

    private void decide(NoteWork noting) {
        // a note about parked work is one part without a plan
        if (noting.plan() != null) {
            begin(noting, LastNote.key(noting.recId(), noting.plan().version()));
        }
    }

    private void begin(NoteWork noting, String key) {
        if (noting.isToBeWritten(key)) {
            effects.begin(noting.intent(key));
        }
    }

    public void written(NoteWork noting, NotePart part, IvantiReply reply) {
        StoredRecord.read(reply.http(), IncidentFields.stockNames(), clock.instant()).createdBy(fields)
                .ifPresent(account -> records.account(account, clock.instant()));
        // a part may be there that this store knows nothing of, when it was restored from an old copy
        decide(noting);
        begin(noting, part.key());
        effects.done(part.key(), part.subject(), clock.instant());
    }

    /** The source incident was deleted meanwhile: nobody is left to inform. */
    public void gone(NoteWork noting) {
        noting.gone();
        incidents.stage(noting.recId(), Stages.DELETED, clock.instant());
        log.warning("deleted in Ivanti before the note could be written; nothing is left to do");
    }

    /** There is no note, by the decision of a route, and the incident is done. @param reason why, for the log */
    public void skip(String recId, @Nullable String reason) {
        log.open(recId);
        incidents.stage(recId, Stages.DONE, clock.instant());
        log.line("no note, by the decision of a route" + (reason == null || reason.isBlank() ? "" : ": " + reason));
    }

    public void finish(NoteWork noting) {
        Instant now = clock.instant();
        if (noting.plan() == null) {
            nothingNew(noting.recId(), now);
        }
        if (noting.isGone() || noting.isWaiting() || noting.plan() == null) {
            return;
        }
        NotePlan plan = noting.plan();
        incidents.save(noting.recId(), LastNote.DOCUMENT, new LastNote(plan.version()), now);
        effects.done(LastNote.key(noting.recId(), plan.version()), plan.reference(), now);
        incidents.noted(noting.recId(), stage(plan), now);
        log.line(StageLine.noted(plan.kind(), plan.size(), plan.reference()));
    }

    private static String stage(NotePlan note) {
        return note.publication() == Publication.State.PENDING ? Stages.NOTED : Stages.DONE;
    }

    /** An incident that was done again without news is where it was before. */
    private void nothingNew(String recId, Instant now) {
        LastNote.of(incidents, effects, recId).map(WriteNotes::stage)
                .filter(reached -> incidents.find(recId).map(StoredIncident::stage).filter(stage -> !stage.equals(reached) && !stage.equals(Stages.DELETED))
                .isPresent())
                .ifPresent(reached -> incidents.stage(recId, reached, now));
    }
}
