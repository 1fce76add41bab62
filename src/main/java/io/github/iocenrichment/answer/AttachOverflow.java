package io.github.iocenrichment.answer;

import io.github.iocenrichment.http.HttpReply;
import io.github.iocenrichment.intake.RelatedRows;
import io.github.iocenrichment.ivanti.AttachmentList;
import io.github.iocenrichment.intake.PolledObjects;
import io.github.iocenrichment.ivanti.AttachmentRow;
import io.github.iocenrichment.ivanti.IvantiFault;
import io.github.iocenrichment.ivanti.IvantiPath;
import io.github.iocenrichment.ivanti.IvantiRefusedException;
import io.github.iocenrichment.ivanti.IvantiReply;
import io.github.iocenrichment.ivanti.IvantiUnavailableException;
import io.github.iocenrichment.ivanti.UploadForm;
import io.github.iocenrichment.ivanti.UploadReply;
import io.github.iocenrichment.report.Overflow;
import io.github.iocenrichment.stage.IncidentLog;
import io.github.iocenrichment.store.Effect;
import io.github.iocenrichment.store.EffectStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Attaches the file with the rest of a long note to the source incident, once. The note never waits for it in vain: a file that Ivanti refuses, or
 * does not take after some tries, is stated in the note with the reason.
 */
public final class AttachOverflow {
    static final String KIND = "note-file";
    /** Fewer than the tries of a stage: the note goes out before its stage is parked. */
    private static final int MOST_TRIES = 5;

    private final EffectStore effects;
    private final PolledObjects objects;
    private final Overflow overflow;
    private final Duration settleTime;
    private final IncidentLog log;
    private final Clock clock;

    /** @param settleTime how long an upload without an answer may still be applied */
    public AttachOverflow(EffectStore effects, PolledObjects objects, Overflow overflow, Duration settleTime, IncidentLog log, Clock clock) {
        this.effects = effects;
        this.objects = objects;
        this.overflow = overflow;
        this.settleTime = settleTime;
        this.log = log;
        this.clock = clock;
    }

    /** True when a file belongs to the note and it is not yet known where it is. */
    public boolean due(NoteWork noting) {
        return noting.file().filter(file -> !noting.isGone() && !isSettled(file)).isPresent();
    }

    /** True when Ivanti has the file; only its parent may be missing. */
    public boolean stored(NoteWork noting) {
        return effect(file(noting)).state() == Effect.State.DONE;
    }

    /** True when Ivanti has the file, and it is not known whether it is linked to the incident. */
    public boolean isLinkDue(NoteWork noting) {
        return stored(noting) && !isSettled(file(noting));
    }

    /** Whether the list of the incident's attachments holds the file. */
    public boolean found(NoteWork noting, RelatedRows listed) {
        return find(noting, listed).isPresent();
    }

    private Optional<AttachmentRow> find(NoteWork noting, RelatedRows listed) {
        if (listed.fault() != null) {
            throw new IvantiRefusedException("Ivanti: " + listed.fault().line());
        }
        return listed.rows().stream().filter(row -> row.name().equalsIgnoreCase(file(noting).name())).findFirst();
    }

    /** It was found where it belongs. */
    public void there(NoteWork noting, RelatedRows listed) {
        keep(noting, find(noting, listed).orElseThrow().recId(), true);
    }

    /** True when it was sent, no answer came, and the incident does not have it: Ivanti may have stored it without its parent. */
    public boolean mayBeUnlinked(NoteWork noting) {
        return effect(file(noting)).mayHaveActed();
    }

    /** Query for attachments with the file's name, whatever their parent is. */
    public String nameQuery(NoteWork noting) {
        return IvantiPath.attachmentNameQuery(file(noting).name());
    }

    /** Takes over a file of this name that is linked to the incident or to nothing; its name stands for incident and content. */
    public void unlinked(NoteWork noting, IvantiReply reply) {
        if (!reply.isSound()) {
            return;
        }
        AttachmentList.read(reply.http(), clock.instant()).rows().stream().filter(row -> row.name().equalsIgnoreCase(file(noting).name()))
                .filter(row -> row.parentRecId().isBlank() || row.isLinkedTo(noting.recId())).findFirst()
                .ifPresent(row -> keep(noting, row.recId(), row.isLinkedTo(noting.recId())));
    }

    /** Attachments may not be asked for by name. @throws IvantiRefusedException the same again when the key is refused, so that no upload will do either */
    public void searchRefused(NoteWork noting, IvantiRefusedException refusal) {
        if (refusal.isKeyRefused()) {
            throw refusal;
        }
        log.warning("attachments cannot be looked up by name: " + refusal.getMessage());
    }

    /** True while an earlier upload, whose answer was lost, may still be on its way. */
    public boolean mayStillArrive(NoteWork noting) {
        Effect effect = effect(file(noting));
        return effect.mayHaveActed() && clock.instant().isBefore(effect.updatedAt().plus(settleTime));
    }

    public void waitFor(NoteWork noting) {
        noting.pauseUntil(effect(file(noting)).updatedAt().plus(settleTime));
    }

    /** True when it was sent so often that the note goes out without it. */
    public boolean isTriesUsedUp(NoteWork noting) {
        return effect(file(noting)).attempts() >= MOST_TRIES;
    }

    public void skip(NoteWork noting) {
        refuse(file(noting).key(), "no sound answer of Ivanti in " + MOST_TRIES + " tries");
    }

    /** The upload is about to be sent; from here on its outcome is unknown until an answer says otherwise. */
    public void attempt(NoteWork noting) {
        effects.attempted(file(noting).key(), clock.instant());
    }

    /** The request's body. */
    public UploadForm form(NoteWork noting) {
        NoteFile file = file(noting);
        return new UploadForm(objects.of(noting.recId()), noting.recId(), file.name(), overflow.mediaType(), effect(file).content());
    }

    /**
     * What Ivanti made of the upload.
     *
     * @throws IvantiUnavailableException what passes
     * @throws IvantiRefusedException when the key is refused, so that no write will do
     */
    public void uploaded(NoteWork noting, HttpReply reply) {
        UploadReply upload = UploadReply.read(reply, clock.instant());
        IvantiFault fault = upload.fault();
        if (fault == null) {
            keep(noting, upload.files().get(0).recId(), false);
        } else if (upload.isThereAlready()) {
            // the name stands for incident and content: whatever has it here is this file
            keep(noting, "", true);
        } else if (fault.isPassing()) {
            throw new IvantiUnavailableException("Ivanti: " + fault.line(), fault.retryAt() == null ? clock.instant().plusSeconds(20) : fault.retryAt());
        } else if (fault.kind() == IvantiFault.Kind.UNAUTHORISED) {
            throw IvantiRefusedException.of(fault);
        } else {
            refuse(file(noting).key(), upload.reason(reply.status()));
        }
    }

    /** Address of the stored file's row. */
    public String rowPath(NoteWork noting) {
        return IvantiPath.attachment(effect(file(noting)).outcome());
    }

    /** Whether the row, read back, is linked to the incident; one that cannot be read back is linked once more, which does no harm. */
    public boolean isLinked(NoteWork noting, IvantiReply reply) {
        return reply.isSound() && AttachmentRow.read(reply.http(), clock.instant()).filter(row -> row.isLinkedTo(noting.recId())).isPresent();
    }

    /** JSON body that links it to the incident. */
    public String parent(NoteWork noting) {
        return AttachmentRow.parentBody(objects.of(noting.recId()), noting.recId());
    }

    public void linked(NoteWork noting) {
        effects.done(link(noting), "", clock.instant());
    }

    /**
     * Ivanti refuses a step on the way: the note goes out and says so.
     *
     * @throws IvantiRefusedException the same again when the key is refused: the note would be refused as well, and waits for an operator
     */
    public void refused(NoteWork noting, IvantiRefusedException refusal) {
        if (refusal.isKeyRefused()) {
            throw refusal;
        }
        NoteFile file = file(noting);
        refuse(stored(noting) ? link(noting) : file.key(), refusal.getMessage());
    }

    /** The words that the note ends with. */
    String words(NoteFile file) {
        Effect stored = effect(file);
        Optional<Effect> unlinked = effects.find(file.linkKey()).filter(link -> link.state() == Effect.State.REFUSED);
        if (stored.state() != Effect.State.REFUSED && unlinked.isEmpty()) {
            return overflow.attached(file.content(), file.name());
        }
        return overflow.notAttached(file.content(), file.name(), unlinked.orElse(stored).outcome());
    }

    boolean isSettled(NoteFile file) {
        Effect.State state = effect(file).state();
        return state == Effect.State.REFUSED || state == Effect.State.DONE && effects.find(file.linkKey()).filter(Effect::isSettled).isPresent();
    }

    private void keep(NoteWork noting, String attachmentRecId, boolean isLinked) {
        if (isLinked) {
            // first, for without it the file's row is asked for, whose key may be unknown
            effects.done(link(noting), "", clock.instant());
        }
        effects.done(file(noting).key(), attachmentRecId, clock.instant());
    }

    /** Writes the intent down that the file shall be linked to the incident, and gives its key. */
    private String link(NoteWork noting) {
        NoteFile file = file(noting);
        return effects.begin(file.linkKey(), KIND, noting.recId(), AttachmentRow.parentBody(objects.of(noting.recId()), noting.recId()), clock.instant()).key();
    }

    private void refuse(String key, @Nullable String reason) {
        effects.refused(key, reason, clock.instant());
        log.warning("the rest of the note could not be attached, the note says so: " + reason);
    }

    private Effect effect(NoteFile file) {
        return effects.find(file.key()).orElseThrow();
    }

    private static NoteFile file(NoteWork noting) {
        return noting.file().orElseThrow();
    }
}
